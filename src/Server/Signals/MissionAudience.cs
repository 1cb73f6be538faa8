using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>That something of a Mission was issued for an audience, which from then on has to learn when the Mission stops.</summary>
internal sealed record MissionAudience
{
    public required string MissionId { get; init; }

    public required string Audience { get; init; }

    /// <summary>Some time after the latest end that the Mission may come to have.</summary>
    public required DateTimeOffset KeepUntil { get; init; }

    public static string KeyOf(string missionId, string audience) => $"{missionId}.{HandleHash.Of(audience).Value}";
}
