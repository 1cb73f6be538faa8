using System.Text.Json.Serialization;

namespace MissionPolicy.Storage.Tests;

internal sealed record Note(string Id, string Text)
{
    public string? Owner { get; init; }

    public string[] Tags { get; init; } = [];

    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset? Expires { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Note))]
internal sealed partial class NoteJson : JsonSerializerContext;
