using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Stops, pauses and ends Missions: one transaction for the state, its evidence and all that follows from it.</summary>
/// <remarks>What was derived ends with the Mission, since every use of it asks for the Mission's state. Source: article, lifecycle; handoff digest §10.</remarks>
internal sealed class MissionLifecycle(IStore store, MissionLedger ledger, EvidenceDesk desk, ILogger<MissionLifecycle> log)
{
    private static readonly MissionChange Gone = new MissionChange.Unknown();

    /// <summary>Changes a Mission.</summary>
    /// <param name="missionId">Which one.</param>
    /// <param name="what">What happens; a revocation of what nobody decided on yet is its denial.</param>
    /// <param name="by">Who does it: personal, kept apart from the log.</param>
    /// <param name="reason">Why, as a code.</param>
    /// <param name="comment">What somebody wrote, or null.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public async Task<MissionChange> ChangeAsync(
        string missionId, MissionEvent what, string by, string reason, string? comment, CancellationToken cancellation)
    {
        Document<Mission>? found = await store.GetAsync(MissionTables.Missions, missionId, cancellation);
        if (found is null)
        {
            return Gone;
        }

        EvidenceDraft evidence = Evidence(found.Value, by, reason, comment);
        (MissionChange change, MissionState? from) = await store.WriteAsync(write => Change(write, missionId, what, reason, evidence), cancellation);
        if (from is { } before && change is MissionChange.Done done)
        {
            ServerLog.MissionMoved(log, done.Mission.MissionRef, MissionLedger.Word(before), MissionLedger.Word(done.Mission.State), reason);
        }

        return change;
    }

    /// <summary>The evidence of a change.</summary>
    public EvidenceDraft Evidence(Mission mission, string by, string reason, string? comment) => desk.Prepare(
        EvidenceKinds.MissionTransition,
        new EvidenceEntry
        {
            EventId = EvidenceDesk.NewId(),
            MissionId = mission.MissionId,
            Client = mission.Client,
            PurposeKind = mission.Kind,
            Reason = reason,
            CatalogDigest = mission.CatalogDigest,
            EnvelopeDigest = mission.EnvelopeDigest,
        },
        new PersonalFacts { Subject = mission.Subject, By = by, Comment = comment });

    private (MissionChange Change, MissionState? From) Change(IStoreTransaction write, string missionId, MissionEvent what, string reason, EvidenceDraft evidence)
    {
        if (write.Get(MissionTables.Missions, missionId) is not { } current)
        {
            return (Gone, null);
        }

        MissionState from = MissionClock.Effective(current.Value, write.Now);
        MissionEvent happens = what == MissionEvent.Revoke ? MissionTransitions.StopOf(from) : what;
        if (ledger.Move(write, current, happens, mission => mission with { Reason = reason }, evidence) is { } after)
        {
            return (new MissionChange.Done(after), from);
        }

        // The same end asked for twice is a success; any other is a conflict.
        Mission effective = current.Value with { State = from };
        return IsThere(from, what) ? (new MissionChange.Done(effective), null) : (new MissionChange.Conflict(effective), null);
    }

    private static bool IsThere(MissionState from, MissionEvent what) => (from, what) is
        (MissionState.Revoked or MissionState.Denied, MissionEvent.Revoke) or (MissionState.Completed, MissionEvent.Complete)
        or (MissionState.Suspended, MissionEvent.Suspend) or (MissionState.Expired, MissionEvent.Expire);
}
