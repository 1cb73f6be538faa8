using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>From the rows of a review to the engine's question.</summary>
internal sealed class ReviewQuestion(CatalogHost catalog)
{
    /// <summary>Asks.</summary>
    /// <param name="review">The review.</param>
    /// <param name="process">Its deferred request.</param>
    /// <param name="mission">Its Mission.</param>
    /// <param name="reviewer">The person.</param>
    /// <param name="answer">What the person says.</param>
    /// <param name="now">The time.</param>
    public ReviewDecision Ask(ReviewCase review, DeferredProcess? process, Mission? mission, Reviewer reviewer, ReviewAnswer answer, DateTimeOffset now) =>
        Reviewing.Decide(catalog.Current.Vocabulary, review.Terms.Rule(), new ReviewFacts
        {
            Requester = review.Requester,
            Tenant = review.Tenant,
            Approved = review.Approved.ToValueArray(),
            IsOpen = review.IsOpen
                && process is not null && DeferredClock.Effective(process, now) == DeferredState.Open
                && mission is not null && !MissionClock.IsTerminal(MissionClock.Effective(mission, now)),
            Deadline = review.Deadline,
            Require = review.Terms.Require,
            SignIn = reviewer.Facts(now),
            Groups = reviewer.Person.Groups,
            Tenants = reviewer.Person.Tenants,
            Answer = answer,
            Now = now,
        });

    /// <summary>Whether a proposal is for somebody's eyes at all: reviewers of its tenant.</summary>
    /// <param name="decision">What the engine says.</param>
    public static bool MaySee(ReviewDecision decision) =>
        decision is not ReviewDecision.Refused refused || !refused.Reasons.Any(reason => reason.Code is ReasonCodes.NotAReviewer or ReasonCodes.TenantNotAllowed);

    /// <summary>Asks inside a transaction.</summary>
    public (Document<ReviewCase> Case, Document<DeferredProcess>? Process, Document<Mission>? Mission, ReviewDecision Decision)? Ask(
        IStoreTransaction write, string processId, Reviewer reviewer, ReviewAnswer answer)
    {
        if (write.Get(ReviewTables.Cases, processId) is not { } review)
        {
            return null;
        }

        Document<DeferredProcess>? process = write.Get(DeferredTables.Processes, processId);
        Document<Mission>? mission = write.Get(MissionTables.Missions, review.Value.MissionId);
        return (review, process, mission, Ask(review.Value, process?.Value, mission?.Value, reviewer, answer, write.Now));
    }
}
