using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>Makes a Mission beforehand, for a person to approve at a sign-in. It waits; it gives no authority.</summary>
/// <remarks>What the engine refuses here spares the person a page that could only fail; the decision is taken at the
/// approval, by the same rules as ever. Source: article, "Which Handoff Mode", Approve; handoff digest §3, §10.</remarks>
internal sealed class MissionProposal(
    IStore store, MissionHandoff handoff, MissionApproval approval, HandoffEvidence evidence, WaitingProposals waiting, TimeProvider time)
{
    /// <summary>How long a proposal waits for a person.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromHours(24);

    /// <summary>Proposes a Mission.</summary>
    /// <param name="client">The authenticated client.</param>
    /// <param name="context">The requested context, which passed the checks of a pushed request.</param>
    /// <param name="asked">The authority that it asks for by name, which passed them
    /// too; null for what the entry gives at the start.</param>
    /// <param name="subject">Whom it is to act for.</param>
    /// <param name="keyThumbprint">The key that is going to redeem it.</param>
    /// <param name="cancellation">Stops before anything was made.</param>
    /// <returns>The Mission, also where an equal one waits already, or the standard error.</returns>
    public async Task<Parsed<Mission>> ProposeAsync(
        Client client, RequestedContext context, AskedAuthority? asked, string subject, string keyThumbprint, CancellationToken cancellation)
    {
        HandoffQuestion question = new() { Client = client, Requested = context, Asked = asked, Subject = subject, KeyThumbprint = keyThumbprint };
        HandoffFindings findings = await handoff.ConsiderProposalAsync(question, cancellation);
        if (findings.Subject is null)
        {
            return OAuthErrors.InvalidRequest.Because("subject is not a person that is known here");
        }

        if (HandoffEvidence.Codes(findings.Decision) is [ReasonCodes.AskedTooOften] && await waiting.FindAsync(WaitingProposals.KeyOf(findings, keyThumbprint), cancellation) is { } known)
        {
            return known;
        }

        return findings.Decision is BootstrapDecision.Confirm confirm
            ? await KeepAsync(findings, confirm.Envelope, keyThumbprint, cancellation)
            : Refused(HandoffEvidence.Reasons(findings.Decision));
    }

    private async Task<Parsed<Mission>> KeepAsync(
        HandoffFindings findings, MissionEnvelope envelope, string keyThumbprint, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        TimeSpan waits = envelope.Lifetime.End - now < Waits ? envelope.Lifetime.End - now : Waits;
        Mission mission = approval.Draft(findings, envelope, MissionState.Proposed, waits) with { KeyThumbprint = keyThumbprint };
        EvidenceDraft draft = evidence.Of(EvidenceKinds.MissionProposed, findings, HandoffMode.Create, null, null);
        draft = draft with
        {
            Entry = draft.Entry with
            {
                MissionId = mission.MissionId,
                MissionRef = mission.MissionRef,
                State = MissionLedger.Word(mission.State),
                Codes = [],
                EnvelopeDigest = mission.EnvelopeDigest,
                AuthorityHash = mission.AuthorityHash,
                IntentHash = mission.IntentHash,
            },
            Personal = draft.Personal! with { MissionId = mission.MissionId },
        };
        string key = WaitingProposals.KeyOf(findings, keyThumbprint);
        return await store.WriteAsync<Parsed<Mission>>(
            write =>
            {
                if (WaitingProposals.Find(write, key) is { } waits)
                {
                    return waits;
                }

                if (QuestionLog.Ask(write, findings, mission.MissionId) is { IsEmpty: false } refused)
                {
                    return Refused(refused);
                }

                write.Put(MissionTables.Waiting, new WaitingProposal(key, mission.MissionId, mission.WaitsUntil));
                write.Insert(MissionTables.Missions, mission);
                draft.Append(write);
                return mission;
            },
            cancellation);
    }

    // A tenant is a value of the context; what else the engine refuses is a Mission that there cannot be.
    private static OAuthError Refused(ValueArray<Reason> reasons) => reasons.Any(reason => reason.Code == ReasonCodes.TenantNotAllowed)
        ? OAuthErrors.InvalidClientContextValue.Because($"purpose: {ReasonCodes.TenantNotAllowed} for this subject")
        : MissionErrors.OfRefusal(reasons).WithMember(MissionErrors.Member, reasons[0].Code);
}
