using System.Collections.Frozen;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Oversight;

/// <summary>Who may do what to a Mission, on one page. What is not here nobody may; what may happen in which state is <see cref="MissionTransitions"/>.</summary>
/// <remarks>Two more move Missions and ask nobody: the clock expires (<see cref="ExpirySweeper"/>), and an activation completes its predecessor.
/// Source: handoff digest §10.</remarks>
internal static class MissionAuthority
{
    // Operation and party, and the reason that the Mission and the evidence keep.
    private static readonly FrozenDictionary<(string Operation, Parties By), string> Table = new Dictionary<(string Operation, Parties By), string>
    {
        [(MissionOperation.Revoke, Parties.Subject)] = "user_revoked",
        [(MissionOperation.Revoke, Parties.Approver)] = "approver_revoked",
        [(MissionOperation.Revoke, Parties.Administrator)] = "admin_revoked",
        [(MissionOperation.Complete, Parties.Subject)] = "user_completed",
        [(MissionOperation.Complete, Parties.Administrator)] = "admin_completed",
        [(MissionOperation.Complete, Parties.Client)] = "completed",
        [(MissionOperation.Abandon, Parties.Client)] = "client_rejected_context",
        [(MissionOperation.Narrow, Parties.Subject)] = "user_narrowed",
        [(MissionOperation.Narrow, Parties.Administrator)] = "admin_narrowed",
        [(MissionOperation.Suspend, Parties.Administrator)] = "admin_suspended",
        [(MissionOperation.Resume, Parties.Resumer)] = "admin_resumed",
    }.ToFrozenDictionary();

    // Who is several things acts as the first of them that may.
    private static readonly Parties[] Order = [Parties.Subject, Parties.Approver, Parties.Administrator, Parties.Resumer, Parties.Client];

    /// <summary>Whether somebody may.</summary>
    /// <param name="operation">One of the names of <see cref="MissionOperation"/>.</param>
    /// <param name="who">All that they are to the Mission.</param>
    /// <returns>The reason to keep, or null when they may not.</returns>
    public static string? ReasonFor(string operation, Parties who) => Order
        .Where(party => who.HasFlag(party))
        .Select(party => Table.GetValueOrDefault((operation, party)))
        .FirstOrDefault(reason => reason is not null);
}
