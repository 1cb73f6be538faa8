using System.Text.Json.Serialization;

namespace MissionPolicy.Storage.Crash;

/// <summary>A row of the kill test.</summary>
internal sealed record CrashRow(string Id, int Writer, long Step, long Evidence)
{
    /// <summary>Makes rows large enough that segments fill.</summary>
    public string Padding { get; init; } = string.Empty;
}

[JsonSerializable(typeof(CrashRow))]
internal sealed partial class CrashRowJson : JsonSerializerContext;
