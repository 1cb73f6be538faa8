using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Missions;

/// <summary>Writes down what was granted or refused: a Mission in state <c>approved</c> with its evidence, or a refusal with nothing half-made.</summary>
/// <remarks>Source: handoff digest §4, §7, §10.</remarks>
internal sealed class MissionApproval(IStore store, MissionSeal seal, MissionLedger ledger, HandoffEvidence evidence, DeclineMemory declined, TimeProvider time)
{
    /// <summary>Keeps what the engine granted.</summary>
    /// <param name="findings">The findings, whose decision is <see cref="BootstrapDecision.Granted"/>.</param>
    /// <param name="granted">That decision.</param>
    /// <param name="act">What was decided on.</param>
    /// <param name="also">What else belongs into the transaction, given the Mission's key: the code. Runs first; false leaves everything as it was.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The Mission, or null when it moved meanwhile and the question has to be asked again.</returns>
    public async Task<ApprovedMission?> GrantAsync(
        HandoffFindings findings, BootstrapDecision.Granted granted, ApprovalAct act, Func<IStoreTransaction, ApprovedMission, bool> also, CancellationToken cancellation) =>
        granted.Mode switch
        {
            HandoffMode.Create => await CreateAsync(findings, act, also, cancellation),
            HandoffMode.Approve => await ApproveAsync(findings, act, also, cancellation),
            _ => await ReAttestAsync(findings, also, cancellation),
        };

    /// <summary>Keeps the evidence of a refusal. There is no Mission, not even an inactive one; a proposal that the person said no to is denied with it.</summary>
    public Task<bool> RefuseAsync(HandoffFindings findings, Func<IStoreTransaction, bool> also, CancellationToken cancellation)
    {
        EvidenceDraft draft = evidence.Of(EvidenceKinds.BootstrapRefused, findings, null, null, null);
        Action<IStoreTransaction>? remember = declined.Of(findings);
        return store.WriteAsync(
            write =>
            {
                if (!also(write))
                {
                    return false;
                }

                Keep(write, findings, draft);
                remember?.Invoke(write);
                return true;
            },
            cancellation);
    }

    /// <summary>A Mission that nobody approved yet, from the findings of a confirmable question.</summary>
    /// <param name="findings">The findings.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="state">Its first state.</param>
    /// <param name="waitsFor">How long it waits.</param>
    public Mission Draft(HandoffFindings findings, MissionEnvelope envelope, MissionState state, TimeSpan waitsFor)
    {
        DateTimeOffset now = time.GetUtcNow();
        AppliedRecord applied = Applied(findings, envelope);
        return new Mission
        {
            MissionId = OpaqueHandle.New(OpaqueHandle.Mission),
            MissionRef = OpaqueHandle.New(OpaqueHandle.MissionRef),
            State = state,
            Kind = envelope.Kind,
            EntryDigest = envelope.EntryDigest,
            CatalogDigest = findings.CatalogDigest,
            Client = envelope.Client,
            Subject = envelope.Subject,
            Tenant = envelope.Tenant,
            Actor = envelope.Actor is null ? null : findings.Question.Client.Agent,
            Envelope = seal.Seal(envelope),
            EnvelopeDigest = EnvelopeJson.DigestOf(envelope),
            AuthorityHash = seal.AuthorityHash(envelope),
            IntentHash = seal.IntentHash(findings.Purpose!, envelope),
            Applied = seal.Seal(applied),
            AppliedDigest = Digest.Of(applied.Claim),
            SignIn = findings.Question.SignIn ?? SignInRecord.None,
            CreatedAt = now,
            AttestedAt = now,
            Idle = envelope.Idle,
            EndsAt = envelope.Lifetime.End,
            WaitsUntil = now + waitsFor,
            // The Mission that could not be resumed stays as it is until this one is active.
            Predecessor = findings.Named?.MissionId,
        };
    }

    private async Task<ApprovedMission?> CreateAsync(
        HandoffFindings findings, ApprovalAct act, Func<IStoreTransaction, ApprovedMission, bool> also, CancellationToken cancellation)
    {
        Mission mission = Draft(findings, act.Envelope, MissionState.Approved, act.WaitsFor) with
        {
            DecidedAt = time.GetUtcNow(), Approvers = [findings.Question.Subject!], Approvals = [Approval(findings)],
        };
        string claim = seal.Applied(mission).Claim;
        EvidenceDraft draft = evidence.Of(EvidenceKinds.MissionApproved, findings, HandoffMode.Create, act, claim);
        draft = draft with
        {
            Entry = draft.Entry with
            {
                MissionId = mission.MissionId,
                MissionRef = mission.MissionRef,
                State = MissionLedger.Word(mission.State),
                AuthorityHash = mission.AuthorityHash,
                IntentHash = mission.IntentHash,
            },
            Personal = draft.Personal! with { MissionId = mission.MissionId },
        };
        ApprovedMission approved = new(mission.MissionId, mission.Subject, HandoffMode.Create, claim);
        return await store.WriteAsync(
            write =>
            {
                if (!also(write, approved))
                {
                    return null;
                }

                write.Insert(MissionTables.Missions, mission);
                draft.Append(write);
                return approved;
            },
            cancellation);
    }

    private async Task<ApprovedMission?> ApproveAsync(
        HandoffFindings findings, ApprovalAct act, Func<IStoreTransaction, ApprovedMission, bool> also, CancellationToken cancellation)
    {
        Mission named = findings.Named!;
        DateTimeOffset now = time.GetUtcNow();
        AppliedRecord applied = Applied(findings, act.Envelope);
        string claim = applied.Claim;
        EvidenceDraft draft = evidence.Of(EvidenceKinds.MissionApproved, findings, HandoffMode.Approve, act, claim);
        (string sealedEnvelope, string sealedApplied) = (seal.Seal(act.Envelope), seal.Seal(applied));
        (string authority, string intent) = (seal.AuthorityHash(act.Envelope), seal.IntentHash(findings.Purpose!, act.Envelope));
        ApprovedMission approved = new(named.MissionId, named.Subject, HandoffMode.Approve, claim);
        return await store.WriteAsync(
            write =>
            {
                Document<Mission>? current = write.Get(MissionTables.Missions, named.MissionId);
                bool isOpen = current is not null && current.Value.EnvelopeDigest == named.EnvelopeDigest
                    && MissionTransitions.Next(MissionClock.Effective(current.Value, write.Now), MissionEvent.Approve) is not null;
                if (!isOpen || !also(write, approved))
                {
                    return null;
                }

                ledger.Move(write, current!, MissionEvent.Approve, mission => mission with
                {
                    Envelope = sealedEnvelope,
                    EnvelopeDigest = EnvelopeJson.DigestOf(act.Envelope),
                    AuthorityHash = authority,
                    IntentHash = intent,
                    Applied = sealedApplied,
                    AppliedDigest = Digest.Of(claim),
                    EndsAt = act.Envelope.Lifetime.End,
                    // Where another person approved, the subject did not sign in.
                    SignIn = named.Subject == findings.Question.Subject ? findings.Question.SignIn! : SignInRecord.None,
                    DecidedAt = now,
                    AttestedAt = now,
                    WaitsUntil = now + act.WaitsFor,
                    Approvers = mission.Approvers.Add(findings.Question.Subject!),
                    Approvals = mission.Approvals.Add(Approval(findings)),
                }, draft);
                return approved;
            },
            cancellation);
    }

    // A no ends what was proposed. It leaves a Mission alone that would only have been replaced, and one that somebody decided on meanwhile.
    private void Keep(IStoreTransaction write, HandoffFindings findings, EvidenceDraft draft)
    {
        Document<Mission>? named = HandoffEvidence.Codes(findings.Decision) is [ReasonCodes.UserDeclined] && findings.Named is { } mission
            ? write.Get(MissionTables.Missions, mission.MissionId)
            : null;
        if (named is null || MissionTransitions.Next(MissionClock.Effective(named.Value, write.Now), MissionEvent.Deny) is null)
        {
            draft.Append(write);
            return;
        }

        EvidenceDraft denied = draft with { Kind = EvidenceKinds.MissionDenied, Personal = draft.Personal! with { MissionId = named.Key } };
        ledger.Move(write, named, MissionEvent.Deny, proposal => proposal with { Reason = ReasonCodes.UserDeclined }, denied);
    }

    // The attestation itself is recorded when the code is redeemed, with the key at hand.
    private async Task<ApprovedMission?> ReAttestAsync(
        HandoffFindings findings, Func<IStoreTransaction, ApprovedMission, bool> also, CancellationToken cancellation)
    {
        Mission named = findings.Named!;
        // A Resume changes nothing of the Mission: what is signed again is its own context, however narrow the request was.
        string claim = AppliedClaim.WithEnd(seal.Applied(named).Claim, named.EndsAt);
        ApprovedMission approved = new(named.MissionId, named.Subject, HandoffMode.Resume, claim);
        return await store.WriteAsync(write => also(write, approved) ? approved : null, cancellation);
    }

    private static ApprovalRecord Approval(HandoffFindings findings) => ApprovalRecord.Of(findings.Question.Subject!, findings.Question.SignIn!);

    private static AppliedRecord Applied(HandoffFindings findings, MissionEnvelope envelope) => new()
    {
        Claim = AppliedClaim.Write(findings.Applied!, findings.Question.Requested, envelope.Lifetime.End),
        Application = findings.Applied!.Application,
        Tenant = findings.Applied.Tenant,
        Params = findings.Applied.ParamsJson,
        ExpiresAt = findings.Applied.ExpiresAt,
        MaxDuration = findings.Applied.MaxDuration,
    };
}
