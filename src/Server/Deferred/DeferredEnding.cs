using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Deferred;

/// <summary>Ends a deferred request without tokens: the request, its review, what was
/// issued before the decision, and the Mission, in one transaction.</summary>
/// <remarks>Source: deferred digest §7, §8.</remarks>
internal sealed class DeferredEnding(MissionLedger ledger, EvidenceDesk desk)
{
    /// <summary>Prepares the evidence of an end.</summary>
    /// <param name="process">The request.</param>
    /// <param name="to">The outcome.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who ended it: personal, kept apart from the log; null for the clock.</param>
    /// <param name="comment">What somebody wrote, or null.</param>
    public EvidenceDraft Prepare(DeferredProcess process, DeferredState to, string reason, string? by, string? comment) => desk.Prepare(
        to == DeferredState.Denied ? EvidenceKinds.MissionDenied : EvidenceKinds.MissionTransition,
        new EvidenceEntry { EventId = EvidenceDesk.NewId(), MissionId = process.MissionId, Client = process.ClientId, Face = DeferralEvidence.Face(process), Reason = reason },
        new PersonalFacts { Subject = process.Subject, By = by, Comment = comment });

    /// <summary>Ends.</summary>
    /// <param name="write">The transaction; it read the request as open or approved.</param>
    /// <param name="current">The request as this transaction read it.</param>
    /// <param name="to">The outcome.</param>
    /// <param name="reason">Why.</param>
    /// <param name="comment">What the requester is told, protected, or null.</param>
    /// <param name="evidence">What <see cref="Prepare"/> gave.</param>
    public void End(
        IStoreTransaction write,
        Document<DeferredProcess> current,
        DeferredState to,
        string reason,
        string? comment,
        EvidenceDraft evidence)
    {
        DeferredProcess process = current.Value;
        Close(write, current, to, reason, comment);
        if (process.Face == DeferralFace.Ietf)
        {
            DeferralEvidence.Ended(process, to, reason).Append(write);
        }

        if (process.MissionId is { } missionId && write.Get(MissionTables.Missions, missionId) is { } mission && EventOf(mission.Value, to) is { } what)
        {
            bool isWithdrawn = what == MissionEvent.Withdraw;
            ledger.Move(
                write,
                mission,
                what,
                value => value with { Reason = isWithdrawn ? DeferredReasons.ProvisionalWithdrawn : reason, Proposed = null },
                isWithdrawn ? evidence with { Entry = evidence.Entry with { Codes = [DeferredReasons.ProvisionalWithdrawn] } } : evidence);
        }
    }

    /// <summary>Ends the request, its review and what was issued before the decision; the Mission is the caller's.</summary>
    /// <param name="write">The transaction; it read the request as open or approved.</param>
    /// <param name="current">The request as this transaction read it.</param>
    /// <param name="to">The outcome.</param>
    /// <param name="reason">Why.</param>
    /// <param name="comment">What the requester is told, protected, or null.</param>
    public static void Close(IStoreTransaction write, Document<DeferredProcess> current, DeferredState to, string reason, string? comment)
    {
        DeferredProcess process = current.Value;
        write.Update(DeferredTables.Processes, process with { State = to, Reason = reason, Comment = comment }, current.Version);
        ReviewTables.Close(write, process.ProcessId);
        if (process.InterimFamilyId is { } interim)
        {
            Families.End(write, interim, reason);
        }
    }

    // A Mission that is active on its own is none of the request's business: the request only re-attested it.
    private static MissionEvent? EventOf(Mission mission, DeferredState to) => mission switch
    {
        { IsProvisional: true } => MissionEvent.Withdraw,
        { State: MissionState.Proposed or MissionState.Pending } => to == DeferredState.Denied ? MissionEvent.Deny : MissionEvent.Expire,
        { State: MissionState.Approved } => to == DeferredState.Denied ? MissionEvent.Revoke : MissionEvent.Expire,
        _ => null,
    };
}
