using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>The only door to an active Mission; the synchronous and the deferred path
/// both end here, in the transaction of the token response.</summary>
/// <remarks>Source: article, both paths converge; handoff digest §10; deferred digest §8.</remarks>
internal sealed class MissionActivation(MissionLedger ledger, EvidenceDesk desk)
{
    public const string Superseded = "superseded";

    /// <summary>Prepares the evidence that a later <see cref="Activate"/> appends.</summary>
    /// <param name="request">Who redeems what.</param>
    public ActivationEvidence Prepare(ActivationRequest request) => new(
        desk.Prepare(
            request.Mode == HandoffMode.Resume ? EvidenceKinds.MissionAttested : EvidenceKinds.MissionTransition,
            new EvidenceEntry
            {
                EventId = EvidenceDesk.NewId(),
                Client = request.ClientId,
                Mode = request.Mode.ToString().ToLowerInvariant(),
                Acr = request.SignIn.IsNone ? null : request.SignIn.Acr,
                Amr = request.SignIn.Amr,
                AuthTime = request.SignIn.IsNone ? null : request.SignIn.At,
            },
            null),
        desk.Prepare(
            EvidenceKinds.MissionTransition, new EvidenceEntry { EventId = EvidenceDesk.NewId(), Client = request.ClientId, Reason = Superseded }, null));

    /// <summary>Activates or re-attests.</summary>
    /// <param name="write">The transaction that also writes what is issued.</param>
    /// <param name="request">Who redeems what.</param>
    /// <param name="evidence">What <see cref="Prepare"/> gave.</param>
    public Activation Activate(IStoreTransaction write, ActivationRequest request, ActivationEvidence evidence)
    {
        Document<Mission>? current = write.Get(MissionTables.Missions, request.MissionId);
        if (current is null || current.Value.Client != request.ClientId)
        {
            return new Activation.Failed(ReasonCodes.MissionUnknown);
        }

        return request.Mode == HandoffMode.Resume
            ? ReAttest(write, current, request, evidence)
            : First(write, current, request, evidence);
    }

    /// <summary>The Mission as its activation is going to leave it, for what has to be signed beforehand.</summary>
    /// <param name="mission">The Mission at rest.</param>
    public static Mission Upcoming(Mission mission) =>
        mission is { IsProvisional: true, DecidedAt: not null, Proposed: { } full } ? full.In(mission) : mission;

    /// <summary>Begins provisionally what the entry's rule permits before the decision; the whole stays proposed.</summary>
    /// <param name="write">The transaction that also accepts the proposal for review.</param>
    /// <param name="current">The proposed Mission.</param>
    /// <param name="start">The restricted beginning.</param>
    /// <returns>The Mission, or null when it is not proposed any more.</returns>
    public Mission? BeginProvisionally(IStoreTransaction write, Document<Mission> current, ProvisionalStart start)
    {
        ProposedAuthority full = ProposedAuthority.Of(current.Value);
        Mission? approved = ledger.Move(
            write,
            current,
            MissionEvent.Approve,
            mission => mission with
            {
                IsProvisional = true,
                Proposed = full,
                Envelope = start.Envelope,
                EnvelopeDigest = start.EnvelopeDigest,
                AuthorityHash = start.AuthorityHash,
                EndsAt = start.EndsAt,
                WaitsUntil = start.WaitsUntil,
            },
            start.Approved);
        return approved is null ? null : ledger.Move(
            write,
            write.Get(MissionTables.Missions, approved.MissionId)!,
            MissionEvent.Activate,
            mission => mission with { KeyThumbprint = start.KeyThumbprint, ActivatedAt = write.Now, AttestedAt = write.Now },
            start.Activated);
    }

    private Activation First(IStoreTransaction write, Document<Mission> current, ActivationRequest request, ActivationEvidence evidence)
    {
        Document<Mission>? before = current.Value.Predecessor is { } predecessor ? write.Get(MissionTables.Missions, predecessor) : null;
        // Whoever stopped the Mission that this one replaces stopped the replacement too: neither a sign-in nor a review lifts a
        // suspension. What the catalog suspended is another matter: this approval, under the entry as it is now, is what it waits for.
        if (before is not null && MissionClock.Movable(before.Value, write.Now) is MissionState.Suspended or MissionState.Revoked)
        {
            return new Activation.Failed(MissionErrors.Of(MissionClock.Movable(before.Value, write.Now)));
        }

        if (current.Value.IsProvisional)
        {
            return Upgrade(write, current, request, evidence);
        }

        // What is signed and what becomes authority have to be one and the same value.
        if (current.Value.AppliedDigest != request.ClaimDigest)
        {
            return new Activation.Failed(ReasonCodes.ContextInconsistent);
        }

        if (current.Value.EndsAt <= write.Now)
        {
            return new Activation.Failed(ReasonCodes.CompileFailed);
        }

        // A Mission that was made beforehand knows the key of its agent already.
        if (current.Value.KeyThumbprint is { } key && key != request.KeyThumbprint)
        {
            return new Activation.Failed(ReasonCodes.KeyMismatch);
        }

        Mission? active = ledger.Move(
            write,
            current,
            MissionEvent.Activate,
            mission => mission with { KeyThumbprint = request.KeyThumbprint, ActivatedAt = write.Now, AttestedAt = write.Now },
            evidence.Own);
        if (active is null)
        {
            return new Activation.Failed(MissionErrors.Of(MissionClock.Effective(current.Value, write.Now)));
        }

        return new Activation.Active(Replace(write, active, evidence));
    }

    // Reviewers approved what began provisionally: the same Mission, the full envelope, one version more.
    private Activation Upgrade(IStoreTransaction write, Document<Mission> current, ActivationRequest request, ActivationEvidence evidence)
    {
        if (current.Value is not { DecidedAt: not null, Proposed: { } full } || full.AppliedDigest != request.ClaimDigest || current.Value.KeyThumbprint != request.KeyThumbprint)
        {
            return new Activation.Failed(ReasonCodes.ContextInconsistent);
        }

        MissionState state = MissionClock.Effective(current.Value, write.Now);
        return state is not (MissionState.Active or MissionState.Approved) ? new Activation.Failed(MissionErrors.Of(state))
            : full.EndsAt <= write.Now ? new Activation.Failed(ReasonCodes.CompileFailed)
            : new Activation.Active(Replace(write, ledger.Amend(
                write, current, mission => full.In(mission) with { ActivatedAt = write.Now, AttestedAt = write.Now }, evidence.Own), evidence));
    }

    private Mission Replace(IStoreTransaction write, Mission active, ActivationEvidence evidence)
    {
        if (active.Predecessor is { } predecessor && write.Get(MissionTables.Missions, predecessor) is { } before)
        {
            ledger.Move(write, before, MissionEvent.Complete, mission => mission with { Reason = Superseded, Successor = active.MissionRef }, evidence.Predecessor);
        }

        return active;
    }

    private Activation ReAttest(IStoreTransaction write, Document<Mission> current, ActivationRequest request, ActivationEvidence evidence)
    {
        MissionState state = MissionClock.Effective(current.Value, write.Now);
        if (state != MissionState.Active)
        {
            return new Activation.Failed(MissionErrors.Of(state));
        }

        return current.Value.KeyThumbprint != request.KeyThumbprint
            ? new Activation.Failed(ReasonCodes.KeyMismatch)
            : new Activation.Active(ledger.Amend(
                write, current, mission => mission with { SignIn = request.SignIn, AttestedAt = write.Now }, evidence.Own));
    }
}
