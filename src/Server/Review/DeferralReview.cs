using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>Sends what a person agreed to on to reviewers, where a deferred token request waits for both.</summary>
/// <remarks>The client polls already, so that the proposal is in review at once.
/// Source: OAuth Deferred Token Response draft -01, pending states.</remarks>
internal sealed class DeferralReview(IStore store, DeferralOutcomes outcomes)
{
    /// <summary>Submits.</summary>
    /// <param name="view">The interaction; the person is signed in.</param>
    /// <param name="draft">The proposed Mission.</param>
    /// <param name="proposed">The same, for the request.</param>
    /// <param name="review">The review to open.</param>
    /// <param name="key">Under what an equal proposal is found.</param>
    /// <param name="evidence">The evidence of the proposal.</param>
    /// <param name="limit">The requester's own limit, or null.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    /// <returns>The answer, or null when the interaction is over.</returns>
    public async Task<AuthorizationAnswer?> SubmitAsync(
        InteractionView view, Mission draft, ApprovedMission proposed, ReviewCase review, string key, EvidenceDraft evidence, DateTimeOffset? limit,
        CancellationToken cancellation)
    {
        string claim = outcomes.Seal(proposed.Claim);
        bool isFirst = await store.WriteAsync(
            write =>
            {
                if (WaitingProposals.Find(write, key) is not null
                    || !Interactions.End(write, view.Interaction) || DeferralOutcomes.Waiting(write, view) is not { } current)
                {
                    return false;
                }

                DateTimeOffset end = limit < current.Value.ExpiresAt ? limit.Value : current.Value.ExpiresAt;
                write.Update(
                    DeferredTables.Processes, DeferralOutcomes.With(current.Value, view, proposed, claim) with { Limit = limit, EndsAt = end }, current.Version);
                write.Insert(MissionTables.Missions, draft with { State = MissionState.Pending, WaitsUntil = end });
                write.Insert(ReviewTables.Cases, review with { ProcessId = current.Key, IsOpen = true, Deadline = end });
                write.Put(MissionTables.Waiting, new WaitingProposal(key, draft.MissionId, end));
                evidence.Append(write);
                return true;
            },
            cancellation);
        return isFirst ? AuthorizationAnswer.Outcome(view.Target, DeferralWords.InReview) : null;
    }
}
