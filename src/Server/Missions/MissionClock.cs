using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>The clock comes before the stored state: what is past its end is expired, whether or not somebody has written so.</summary>
/// <remarks>Source: handoff digest §10, "clock before state".</remarks>
internal static class MissionClock
{
    /// <summary>The state that counts now.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="now">The time.</param>
    public static MissionState Effective(Mission mission, DateTimeOffset now) => mission.State switch
    {
        // What was restricted until a decision ends with the wait for it; a pause ends with neither its restricted time nor the decision.
        MissionState.Active or MissionState.Suspended when mission.IsProvisional && now >= mission.WaitsUntil => MissionState.Revoked,
        MissionState.Suspended when mission.IsProvisional => MissionState.Suspended,
        // Its restricted time is over, the review is not: it holds nothing and waits, like one that never began provisionally.
        MissionState.Active when mission.IsProvisional && now >= Ends(mission) => mission.DecidedAt is null ? MissionState.Pending : MissionState.Approved,
        MissionState.Active or MissionState.Suspended when now >= Ends(mission) => MissionState.Expired,
        MissionState.Proposed or MissionState.Pending or MissionState.Approved when now >= mission.WaitsUntil => MissionState.Expired,
        _ => mission.State,
    };

    /// <summary>When it ends if nothing more happens: the envelope's end, or the idle limit where that is earlier.</summary>
    /// <param name="mission">The Mission.</param>
    public static DateTimeOffset Ends(Mission mission) => Rested(mission) is { } idle && idle < mission.EndsAt ? idle : mission.EndsAt;

    /// <summary>When it ends if it is not used again; null without an idle limit, and for a Mission that does not rest because it does not live.</summary>
    /// <param name="mission">The Mission.</param>
    public static DateTimeOffset? IdleEnd(Mission mission) => mission.State is MissionState.Active or MissionState.Suspended ? Rested(mission) : null;

    private static DateTimeOffset? Rested(Mission mission) =>
        mission.Idle is { } idle ? (mission.UsedAt > mission.AttestedAt ? mission.UsedAt.Value : mission.AttestedAt) + idle : null;

    /// <summary>When the clock has something to say of it if nothing more happens: its end, or the end of its waiting.</summary>
    /// <param name="mission">A Mission that is not at its end.</param>
    public static DateTimeOffset Due(Mission mission) =>
        mission is { IsProvisional: false, State: MissionState.Active or MissionState.Suspended } ? Ends(mission) : mission.WaitsUntil;

    /// <summary>Whether a state is final.</summary>
    /// <param name="state">The state.</param>
    public static bool IsTerminal(MissionState state) =>
        state is MissionState.Completed or MissionState.Revoked or MissionState.Expired or MissionState.Denied;
}
