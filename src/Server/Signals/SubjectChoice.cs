namespace MissionPolicy.Server.Signals;

/// <summary>What a receiver said about one Mission: that it wants its events, or that it does not.</summary>
internal sealed record SubjectChoice
{
    public required string StreamId { get; init; }

    public required string MissionId { get; init; }

    public required bool IsWanted { get; init; }

    /// <summary>Afterwards the Mission has no events any more.</summary>
    public required DateTimeOffset KeepUntil { get; init; }

    public static string KeyOf(string streamId, string missionId) => $"{streamId}.{missionId}";
}
