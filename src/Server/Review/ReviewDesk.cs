using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Review;

/// <summary>Shows proposals to their reviewers and takes their answers. The engine decides; the store's writer lets one answer be the last.</summary>
/// <remarks>Source: article, "When Handoff Cannot Complete Immediately"; handoff digest §10.</remarks>
internal sealed class ReviewDesk(
    IStore store, ReviewQuestion question, ReviewRecord record, ReviewSheets sheets, IClientRegistry clients, PingOutbox outbox,
    TimeProvider time, DecisionTelemetry telemetry)
{
    private const int MostShown = 200;

    private static readonly ReviewOutcome Nothing = new ReviewOutcome.Unknown();

    /// <summary>What waits for a person, next deadline first.</summary>
    public async Task<ImmutableArray<ReviewCase>> WaitingAsync(Reviewer reviewer, CancellationToken cancellation)
    {
        Dictionary<string, ReviewCase> found = new(StringComparer.Ordinal);
        foreach (string group in reviewer.Person.Groups)
        {
            PageCursor? after = null;
            do
            {
                Page<ReviewCase> page = await store.FindAsync(
                    ReviewTables.Cases,
                    TableQuery.Where(ReviewTables.ByReviewers, ReviewTables.Group(group)) with { Limit = TableQuery.MaxLimit, After = after },
                    cancellation);
                foreach (Document<ReviewCase> review in page.Items)
                {
                    found[review.Key] = review.Value;
                }

                after = page.Next;
            }
            while (after is not null);
        }

        ImmutableArray<ReviewCase>.Builder waiting = ImmutableArray.CreateBuilder<ReviewCase>();
        foreach (ReviewCase review in found.Values)
        {
            if (await AskAsync(review, reviewer, cancellation) is var decision && ReviewQuestion.MaySee(decision) && !IsClosed(decision))
            {
                waiting.Add(review);
            }
        }

        return [.. waiting.OrderBy(review => review.Deadline).ThenBy(review => review.ProcessId, StringComparer.Ordinal).Take(MostShown)];
    }

    /// <summary>One proposal, and whether the person may decide it now.</summary>
    public async Task<ReviewOutcome> LookAsync(string processId, Reviewer reviewer, CancellationToken cancellation)
    {
        Document<ReviewCase>? review = await store.GetAsync(ReviewTables.Cases, processId, cancellation);
        if (review is null)
        {
            return Nothing;
        }

        ReviewDecision decision = await AskAsync(review.Value, reviewer, cancellation);
        return ReviewQuestion.MaySee(decision) ? new ReviewOutcome.Known(review.Value, decision) : Nothing;
    }

    /// <summary>Takes an answer.</summary>
    /// <param name="processId">The proposal.</param>
    /// <param name="reviewer">Who answers.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="comment">What the reviewer wrote, or null.</param>
    /// <param name="cancellation">Stops before anything was written.</param>
    public async Task<ReviewOutcome> AnswerAsync(string processId, Reviewer reviewer, ReviewAnswer answer, string? comment, CancellationToken cancellation)
    {
        Document<ReviewCase>? review = await store.GetAsync(ReviewTables.Cases, processId, cancellation);
        Document<DeferredProcess>? process = await store.GetAsync(DeferredTables.Processes, processId, cancellation);
        Document<Mission>? mission = review is null ? null : await store.GetAsync(MissionTables.Missions, review.Value.MissionId, cancellation);
        if (process is null || mission is null)
        {
            return Nothing;
        }

        Client? client = await clients.FindAsync(process.Value.ClientId, cancellation);
        ReviewSheet? sheet = await sheets.OfAsync(review!.Value, cancellation);
        string? shown = sheet is null ? null : WireJson.Canonical(writer => ReviewSheetJson.Write(writer, sheet));
        PreparedReview prepared = record.Prepare(mission.Value, reviewer, answer, comment, shown);
        using DecisionStep step = telemetry.Begin(DecisionKind.Review);
        (ReviewOutcome outcome, ReviewDecision? decision) = await store.WriteAsync<(ReviewOutcome, ReviewDecision?)>(
            write =>
            {
                if (question.Ask(write, processId, reviewer, answer) is not { } asked)
                {
                    return (Nothing, null);
                }

                ReviewOutcome known = ReviewQuestion.MaySee(asked.Decision)
                    ? new ReviewOutcome.Known(
                        record.Keep(write, asked.Case, asked.Process, asked.Mission, asked.Decision, prepared, client), asked.Decision)
                    : Nothing;
                return (known, asked.Decision);
            },
            cancellation);
        outbox.Wake();
        if (decision is not null)
        {
            DecisionSummary summary = DecisionSummary.Of(decision);
            step.Answered(summary);
            telemetry.Count(DecisionKind.Review, summary);
        }

        return outcome;
    }

    private async Task<ReviewDecision> AskAsync(ReviewCase review, Reviewer reviewer, CancellationToken cancellation)
    {
        Document<DeferredProcess>? process = await store.GetAsync(DeferredTables.Processes, review.ProcessId, cancellation);
        Document<Mission>? mission = await store.GetAsync(MissionTables.Missions, review.MissionId, cancellation);
        return question.Ask(review, process?.Value, mission?.Value, reviewer, ReviewAnswer.None, time.GetUtcNow());
    }

    private static bool IsClosed(ReviewDecision decision) =>
        decision is ReviewDecision.Refused refused && refused.Reasons.Any(reason => reason.Code == ReasonCodes.ReviewClosed);
}
