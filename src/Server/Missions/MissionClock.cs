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
        _ => Held(mission),
    };

    /// <summary>The state apart from the clock: what the catalog leaves nothing is suspended, also where active is stored.</summary>
    /// <param name="mission">The Mission.</param>
    public static MissionState Held(Mission mission) =>
        mission.State == MissionState.Active && MissionCeiling.Stopped(mission) ? MissionState.Suspended : mission.State;

    /// <summary>The state that an operation moves it from: what only the catalog suspends
    /// can still be suspended by a person, and resumes by no word of one.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="now">The time.</param>
    public static MissionState Movable(Mission mission, DateTimeOffset now) =>
        Effective(MissionCeiling.Stopped(mission) ? mission with { Ceiling = mission.Ceiling! with { Stops = [] } } : mission, now);

    /// <summary>The end of what it may do: its envelope's, or the earlier one that the catalog leaves it.</summary>
    /// <param name="mission">The Mission.</param>
    public static DateTimeOffset End(Mission mission) => mission.Ceiling?.EndsAt is { } end && end < mission.EndsAt ? end : mission.EndsAt;

    /// <summary>When it ends if nothing more happens: the envelope's end, or the idle limit where that is earlier.</summary>
    /// <param name="mission">The Mission.</param>
    public static DateTimeOffset Ends(Mission mission) => Rested(mission) is { } idle && idle < End(mission) ? idle : End(mission);

    /// <summary>When it ends if it is not used again; null without an idle limit, and
    /// for a Mission that does not rest because it does not live.</summary>
    /// <param name="mission">The Mission.</param>
    public static DateTimeOffset? IdleEnd(Mission mission) =>
        mission.State is MissionState.Active or MissionState.Suspended ? Rested(mission) : null;

    private static DateTimeOffset? Rested(Mission mission) =>
        Rest(mission) is { } idle ? (mission.UsedAt > mission.AttestedAt ? mission.UsedAt.Value : mission.AttestedAt) + idle : null;

    private static TimeSpan? Rest(Mission mission) => mission.Ceiling?.Idle is { } idle && !(mission.Idle <= idle) ? idle : mission.Idle;

    /// <summary>When the clock has something to say of it if nothing more happens: its end, or the end of its waiting.</summary>
    /// <param name="mission">A Mission that is not at its end.</param>
    public static DateTimeOffset Due(Mission mission) =>
        mission is { IsProvisional: false, State: MissionState.Active or MissionState.Suspended } ? Ends(mission) : mission.WaitsUntil;

    /// <summary>Whether a state is final.</summary>
    /// <param name="state">The state.</param>
    public static bool IsTerminal(MissionState state) =>
        state is MissionState.Completed or MissionState.Revoked or MissionState.Expired or MissionState.Denied;
}
