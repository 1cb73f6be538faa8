using System.Collections.Frozen;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>The legal transitions, on one page. What is not here cannot happen.</summary>
/// <remarks>Source: handoff digest §10.</remarks>
internal static class MissionTransitions
{
    private static readonly FrozenDictionary<(MissionState From, MissionEvent Event), MissionState> Table =
        new Dictionary<(MissionState From, MissionEvent Event), MissionState>
        {
            [(MissionState.Proposed, MissionEvent.Approve)] = MissionState.Approved,
            [(MissionState.Proposed, MissionEvent.Submit)] = MissionState.Pending,
            [(MissionState.Proposed, MissionEvent.Deny)] = MissionState.Denied,
            [(MissionState.Proposed, MissionEvent.Expire)] = MissionState.Expired,
            [(MissionState.Pending, MissionEvent.Approve)] = MissionState.Approved,
            [(MissionState.Pending, MissionEvent.Deny)] = MissionState.Denied,
            [(MissionState.Pending, MissionEvent.Expire)] = MissionState.Expired,
            [(MissionState.Approved, MissionEvent.Activate)] = MissionState.Active,
            [(MissionState.Approved, MissionEvent.Expire)] = MissionState.Expired,
            [(MissionState.Approved, MissionEvent.Revoke)] = MissionState.Revoked,
            [(MissionState.Active, MissionEvent.Suspend)] = MissionState.Suspended,
            [(MissionState.Active, MissionEvent.Complete)] = MissionState.Completed,
            [(MissionState.Active, MissionEvent.Revoke)] = MissionState.Revoked,
            [(MissionState.Active, MissionEvent.Withdraw)] = MissionState.Revoked,
            [(MissionState.Active, MissionEvent.Expire)] = MissionState.Expired,
            [(MissionState.Suspended, MissionEvent.Resume)] = MissionState.Active,
            [(MissionState.Suspended, MissionEvent.Complete)] = MissionState.Completed,
            [(MissionState.Suspended, MissionEvent.Revoke)] = MissionState.Revoked,
            [(MissionState.Suspended, MissionEvent.Withdraw)] = MissionState.Revoked,
            [(MissionState.Suspended, MissionEvent.Expire)] = MissionState.Expired,
        }.ToFrozenDictionary();

    /// <summary>Where an event leads, or null when it cannot happen in that state.</summary>
    /// <param name="from">The effective state.</param>
    /// <param name="what">The event.</param>
    public static MissionState? Next(MissionState from, MissionEvent what) => Table.TryGetValue((from, what), out MissionState to) ? to : null;

    /// <summary>What a stop comes to: what nobody decided on yet is denied, everything else revoked.</summary>
    /// <param name="from">The effective state.</param>
    public static MissionEvent StopOf(MissionState from) => from is MissionState.Proposed or MissionState.Pending ? MissionEvent.Deny : MissionEvent.Revoke;
}
