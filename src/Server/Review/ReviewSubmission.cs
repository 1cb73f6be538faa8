using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>Turns a request that reviewers have to decide on into a proposal, and the
/// interaction into a redirect with a <c>deferred_code</c>.</summary>
/// <remarks>The proposal is accepted for review when the client exchanges the code. Source:
/// article, "When Handoff Cannot Complete Immediately"; deferred digest §8.</remarks>
internal sealed class ReviewSubmission(
    IStore store,
    MissionApproval approval,
    MissionSeal missions,
    HandoffEvidence evidence,
    DeferredStart start,
    DeferredSeal seal,
    DeferralReview deferrals)
{
    /// <summary>Submits.</summary>
    /// <param name="view">The interaction; somebody is signed in.</param>
    /// <param name="findings">The findings, whose decision is a review.</param>
    /// <param name="review">That decision, with the envelope that the requester agreed to.</param>
    /// <param name="shown">What the requester saw, canonical JSON.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The answer, or null when the interaction is over.</returns>
    public async Task<AuthorizationAnswer?> SubmitAsync(
        InteractionView view, HandoffFindings findings, BootstrapDecision.Review review, string shown, CancellationToken cancellation)
    {
        string code = DeferredStart.NewCode();
        Mission draft = approval.Draft(findings, review.Envelope, MissionState.Proposed, TimeSpan.Zero);
        ApprovedMission proposed = new(draft.MissionId, draft.Subject, HandoffMode.Create, missions.Applied(draft).Claim);
        DeferredProcess process = start.Proposed(code, view, proposed, review.Rule.ExpiresAfter) with { Limit = findings.Applied?.ExpiresAt };
        Mission mission = draft with { WaitsUntil = process.EndsAt };
        ReviewCase waiting = new()
        {
            ProcessId = process.ProcessId,
            MissionId = mission.MissionId,
            Tenant = mission.Tenant,
            Requester = mission.Subject,
            Terms = ReviewTerms.Of(review.Rule, findings.Purpose!.Entry.Authentication.Require),
            Shown = seal.Seal(DeferredSeal.Shown, shown),
            Deadline = process.EndsAt,
        };
        EvidenceDraft draftEvidence = Evidence(findings, review.Envelope, mission, shown, proposed.Claim);
        string key = WaitingProposals.KeyOf(findings, null);
        if (view.Interaction.Deferral is not null)
        {
            return await deferrals.SubmitAsync(view, mission, proposed, waiting, key, draftEvidence, process.Limit, cancellation);
        }

        bool isFirst = await store.WriteAsync(
            write =>
            {
                // Two tabs, two requests, one question: the engine is asked again and says that it waits.
                if (WaitingProposals.Find(write, key) is not null)
                {
                    return false;
                }

                if (!Interactions.End(write, view.Interaction) || !write.Insert(DeferredTables.Processes, process).Succeeded)
                {
                    return false;
                }

                write.Insert(MissionTables.Missions, mission);
                write.Insert(ReviewTables.Cases, waiting);
                write.Put(MissionTables.Waiting, new WaitingProposal(key, mission.MissionId, process.StartedAt + process.Length));
                draftEvidence.Append(write);
                return true;
            },
            cancellation);
        return isFirst ? AuthorizationAnswer.DeferredCode(view.Target, code) : null;
    }

    private EvidenceDraft Evidence(HandoffFindings findings, MissionEnvelope envelope, Mission mission, string shown, string claim)
    {
        ApprovalAct act = new() { Envelope = envelope, Shown = shown, WaitsFor = TimeSpan.Zero };
        EvidenceDraft draft = evidence.Of(EvidenceKinds.MissionProposed, findings, HandoffMode.Create, act, claim);
        return draft with
        {
            Entry = draft.Entry with { MissionId = mission.MissionId, MissionRef = mission.MissionRef, State = MissionLedger.Word(mission.State) },
            Personal = draft.Personal! with { MissionId = mission.MissionId },
        };
    }
}
