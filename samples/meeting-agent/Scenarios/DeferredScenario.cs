using System.Globalization;
using System.Text.Json;
using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.People;
using MissionPolicy.Samples.MeetingAgent.Story;
using MissionPolicy.Samples.MeetingAgent.Wire;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>Alice asks for what two others have to agree to; nobody waits at a page,
/// and the agent gets what it would have got at once.</summary>
internal static class DeferredScenario
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Long enough for Alice to sign in and agree, short enough to wait for.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    public static async Task PlayAsync(Stage stage, bool poll, DeferredEnd end, CancellationToken cancellation)
    {
        using CancellationTokenSource over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        try
        {
            await AskAsync(stage, poll, end, over.Token);
        }
        finally
        {
            // A story that ends early leaves nobody who still polls.
            await over.CancelAsync();
        }
    }

    private static async Task AskAsync(Stage stage, bool poll, DeferredEnd end, CancellationToken cancellation)
    {
        Leaver leaver = new();
        MissionClient client = await stage.ClientAsync(Stage.ItAgent, cancellation, wantsNotification: !poll);
        DeferredAuthorization authorization = Deferred(
            stage, await stage.AskAsync(client, leaver.Request(end == DeferredEnd.Expired ? Limit() : null), null, cancellation));
        MissionToken early = await ProvisionalAsync(stage, client, authorization, cancellation);
        if (end is DeferredEnd.Cancelled or DeferredEnd.Expired)
        {
            await UndecidedAsync(stage, client, authorization, end, cancellation);
            return;
        }

        Waiting waiting = poll ? await ByPollAsync(stage, client, authorization, cancellation) : ByPing(stage, client, authorization, cancellation);
        if (end == DeferredEnd.Denied)
        {
            await ReviewAsync(stage, 0, leaver, approve: false, "Denied.", cancellation);
            await DeniedAsync(stage, client, authorization, waiting, cancellation);
            return;
        }

        await ReviewAsync(stage, 0, leaver, approve: true, "1 more is needed", cancellation);
        await ReviewAsync(stage, 1, leaver, approve: true, "Approved.", cancellation);
        Completion completion = await DecidedAsync(stage, waiting, cancellation);
        using Mission mission = stage.Verified(completion, "Redeemed");
        stage.Story.Expect(
            "Same Mission", mission.Ref == TokenFacts.Text(TokenFacts.Claims(early), "mission_ref"),
            "the approval makes the Mission that began restricted whole: same mission_ref, same key", $"{mission.Ref} is another Mission");
        MissionToken token = (await mission.TokenForAsync(Leaver.Disable, cancellation)).Need(stage.Story, "Directory token");
        stage.OneOfEach("Directory token", token, Addresses.Directory, mission);
        (await mission.CompleteAsync(cancellation)).Need(stage.Story, "Done");
        stage.Story.Proved("Done", "the agent completes the Mission");
    }

    private static DeferredAuthorization Deferred(Stage stage, Completion completion) => completion.Match(
        _ => throw stage.Story.Ends("Deferred", "nobody was asked"),
        _ => throw stage.Story.Ends("Deferred", "only a sign-in"),
        deferred =>
        {
            stage.Story.Expect(
                "Deferred", deferred.Interim is { ClientContext: null },
                $"a deferred_code was exchanged; the interim ID Token says who asks (acr {deferred.Interim?.Acr}) and holds no context", "there is no interim ID Token");
            return deferred.Authorization;
        },
        refused => throw stage.Story.Ends("Deferred", Stage.Why(refused.Why)));

    private static async Task<MissionToken> ProvisionalAsync(
        Stage stage, MissionClient client, DeferredAuthorization authorization, CancellationToken cancellation)
    {
        MissionToken read = (await client.ProvisionalTokenAsync(authorization, Leaver.Read, cancellation)).Need(
            stage.Story, "Restricted token");
        MissionAnswer<MissionToken> disable = await client.ProvisionalTokenAsync(authorization, Leaver.Disable, cancellation);
        bool isMarked = TokenFacts.Claims(read).TryGetProperty("mission_provisional", out JsonElement mark) && mark.ValueKind == JsonValueKind.True;
        stage.Story.Expect(
            "Restricted", isMarked && disable is not MissionAnswer<MissionToken>.Granted,
            $"before the decision the agent may read, its token says mission_provisional; to disable is refused: {disable.Said()}", $"marked {isMarked}, disable {disable.Said()}");
        return read;
    }

    private static Waiting ByPing(Stage stage, MissionClient client, DeferredAuthorization authorization, CancellationToken cancellation)
    {
        Task notified = stage.Callback.NotifiedOf(authorization);
        // The interval does not matter here: were the ping lost, the agent would still ask at the end of it.
        return new Waiting(client.AwaitDeferredAsync(authorization, notified, cancellation: cancellation), notified);
    }

    private static async Task<Waiting> ByPollAsync(
        Stage stage, MissionClient client, DeferredAuthorization authorization, CancellationToken cancellation)
    {
        PollResult.Undecided first = (await client.PollAsync(authorization, cancellation)).Match(
            undecided => undecided, _ => throw stage.Story.Ends("Pending", "decided before anybody decided"));
        stage.Story.Expect(
            "Pending", first.Standing is not null, $"authorization_pending: {first.Standing}; the next poll is in {Seconds(first.Authorization.Interval)}", "the server does not say where it stands");
        PollResult.Undecided fast = (await client.PollAsync(first.Authorization, cancellation)).Match(
            undecided => undecided, _ => throw stage.Story.Ends("Slow down", "decided before anybody decided"));
        stage.Story.Expect(
            "Slow down", fast.Authorization.Interval > first.Authorization.Interval,
            $"a poll that comes too early is answered slow_down: from now on the agent waits {Seconds(fast.Authorization.Interval)}", "a poll that comes too early is taken");
        return new Waiting(client.AwaitDeferredAsync(fast.Authorization, cancellation: cancellation), null);
    }

    private static async Task ReviewAsync(
        Stage stage, int reviewer, Leaver leaver, bool approve, string said, CancellationToken cancellation)
    {
        string step = $"Reviewer {(reviewer + 1).ToString(CultureInfo.InvariantCulture)}";
        Reviewed reviewed = await stage.Reviewers[reviewer].ReviewAsync(stage.Addresses.Reviews, leaver.Ticket, approve, cancellation);
        if (reviewed.Shown.Length == 0)
        {
            return;
        }

        bool isWhole = reviewed.Shown.Contains("Alice Ames", StringComparison.Ordinal) && reviewed.Shown.Contains(Leaver.Account, StringComparison.Ordinal);
        stage.Story.Expect(
            step, isWhole && reviewed.Said.Contains(said, StringComparison.Ordinal),
            $"signed in with a passkey, read who asks and for what, and {(approve ? "approved" : "denied")}: {said}", reviewed.Said);
    }

    private static async Task<Completion> DecidedAsync(Stage stage, Waiting waiting, CancellationToken cancellation)
    {
        Completion completion = await waiting.Completion;
        if (waiting.Notified is { } notified)
        {
            // The poll of the interval may come first; the ping comes all the same.
            await Task.WhenAny(notified, Task.Delay(Patience, cancellation));
            stage.Story.Expect("Ping", notified.IsCompletedSuccessfully, "the provider called back with the token of this very request, and told nothing of the result", "no ping came");
        }
        else
        {
            stage.Story.Proved("Poll", "the poll at the end of the interval was answered with the decision");
        }

        return completion;
    }

    private static async Task DeniedAsync(
        Stage stage, MissionClient client, DeferredAuthorization authorization, Waiting waiting, CancellationToken cancellation)
    {
        Completion completion = await DecidedAsync(stage, waiting, cancellation);
        bool isDenied = completion is Completion.Refused { Why: CompletionRefusal.Declined { Error.Code: "access_denied" } };
        string said = completion is Completion.Refused refused ? Stage.Why(refused.Why) : "there is a Mission";
        stage.Story.Expect("Denied", isDenied, $"one no is enough: {said}", said);
        await WithdrawnAsync(stage, client, authorization, cancellation);
    }

    // Neither is told by a ping, so the agent polls.
    private static async Task UndecidedAsync(
        Stage stage, MissionClient client, DeferredAuthorization authorization, DeferredEnd end, CancellationToken cancellation)
    {
        if (end == DeferredEnd.Cancelled)
        {
            string answer = (await client.CancelAsync(authorization, cancellation)).Match(
                _ => string.Empty, refused => Answers.Error(refused.Error), _ => "no endpoint", unusable => unusable.Detail);
            stage.Story.Expect("Cancel", answer.Length == 0, "the agent gives the request up", answer);
        }

        Completion completion = await client.AwaitDeferredAsync(authorization, cancellation: cancellation);
        CompletionRefusal? why = (completion as Completion.Refused)?.Why;
        string said = why is null ? "there is a Mission" : Stage.Why(why);
        if (end == DeferredEnd.Cancelled)
        {
            stage.Story.Expect("Cancelled", why is CompletionRefusal.Declined { Error.Code: "access_denied" }, $"nobody can decide it any more: {said}", said);
        }
        else
        {
            stage.Story.Expect("Expired", why is CompletionRefusal.Expired, "nobody decided before the request was of no use any more: expired_token", said);
        }

        await WithdrawnAsync(stage, client, authorization, cancellation);
    }

    private static DateTimeOffset Limit() =>
        DateTimeOffset.FromUnixTimeSeconds((TimeProvider.System.GetUtcNow() + Deadline).ToUnixTimeSeconds());

    private static async Task WithdrawnAsync(
        Stage stage, MissionClient client, DeferredAuthorization authorization, CancellationToken cancellation)
    {
        MissionAnswer<MissionToken> after = await client.ProvisionalTokenAsync(authorization, Leaver.Read, cancellation);
        stage.Story.Expect("Withdrawn", after is not MissionAnswer<MissionToken>.Granted, $"what began before the decision ended with it: {after.Said()}", after.Said());
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s";

    private sealed record Waiting(Task<Completion> Completion, Task? Notified);
}
