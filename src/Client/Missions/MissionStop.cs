namespace MissionPolicy.Client.Missions;

/// <summary>Why a Mission gives no more tokens.</summary>
/// <param name="State">The state.</param>
/// <param name="Code">The code as answered, e.g. <c>mission_revoked</c>.</param>
public sealed record MissionStop(StoppedState State, string Code)
{
    private const string Prefix = "mission_";

    /// <summary>Reads <c>mission_error</c>; a state that is not known counts as stopped.</summary>
    internal static MissionStop? Of(string? missionError) => missionError switch
    {
        null => null,
        "mission_suspended" => new MissionStop(StoppedState.Suspended, missionError),
        "mission_revoked" => new MissionStop(StoppedState.Revoked, missionError),
        "mission_expired" => new MissionStop(StoppedState.Expired, missionError),
        "mission_completed" => new MissionStop(StoppedState.Completed, missionError),
        _ => missionError.StartsWith(Prefix, StringComparison.Ordinal) ? new MissionStop(StoppedState.Other, missionError) : null,
    };
}
