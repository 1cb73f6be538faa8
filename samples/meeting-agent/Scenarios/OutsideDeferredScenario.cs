using System.Net;
using MissionPolicy.Client;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Story;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>The same crossing while no browser is at hand: the agent waits, and the
/// person answers in My Missions whenever it suits.</summary>
internal static class OutsideDeferredScenario
{
    public static async Task PlayAsync(Stage stage, CancellationToken cancellation)
    {
        Meeting meeting = new(TimeProvider.System.GetUtcNow());
        MissionClient client = await stage.ClientAsync(Stage.Assistant, cancellation, completionMode: CompletionMode.Deferred);
        using Mission first = stage.Verified(await stage.AskAsync(client, meeting.Request, null, cancellation), "Approval");
        MissionToken calendar = (await first.TokenForAsync(Meeting.CalendarAccess, cancellation)).Need(stage.Story, "Calendar token");
        MissionAnswer<MissionToken> answer = await first.ExchangeAsync(calendar, Meeting.MailTo(Meeting.Team, Meeting.Press), cancellation);
        DeferredApproval approval = (answer as MissionAnswer<MissionToken>.ReapprovalRequired)?.Reapproval.Deferred ?? throw stage.Story.Ends("Deferred", answer.Said());
        stage.Story.Proved("Deferred", $"interaction_required: the token request waits until {approval.ExpiresAt:HH:mm:ss} UTC, and the agent opens no page");
        await KeepsWorkingAsync(stage, client, first, approval, cancellation);

        Task<ApprovalOutcome> waiting = client.AwaitDeferredAsync(approval, cancellation: cancellation);
        string shown = await stage.Person.AnswerAskAsync(stage.Addresses.Missions, Meeting.Press, approve: true, cancellation);
        stage.Story.Expect(
            "My Missions", shown.Length == 0 || shown.Contains(Meeting.Press, StringComparison.Ordinal),
            "the person finds \"Asks for more\", sees what is new, and approves with the strength that is asked for", shown);
        ApprovalOutcome.Approved approved = (await waiting).Match(
            yes => yes, refused => throw stage.Story.Ends("Poll", Stage.Why(refused.Why)));
        using Mission second = approved.Mission;
        stage.Story.Proved("Poll", $"the same poll brings the token; ID Token verified: applied client_context equals what was asked, acr {approved.IdToken.Acr}");
        stage.Story.Expect(
            "New Mission", second.Ref != first.Ref, $"{second.Ref} takes the place of {first.Ref}", "the Mission is the same");
        await SendAsync(stage, second, approved.Token, cancellation);
        MissionAnswer<MissionToken> old = await first.TokenForAsync(Meeting.CalendarAccess, cancellation);
        stage.Story.Expect("Old Mission", old is MissionAnswer<MissionToken>.MissionStopped, $"superseded: {old.Said()}", old.Said());
    }

    private static async Task KeepsWorkingAsync(
        Stage stage, MissionClient client, Mission first, DeferredApproval approval, CancellationToken cancellation)
    {
        bool isPending = await client.PollAsync(approval, cancellation) is ApprovalPoll.Undecided;
        MissionAnswer<MissionToken> meanwhile = await first.TokenForAsync(Meeting.CalendarAccess, cancellation);
        stage.Story.Expect(
            "Meanwhile", isPending && meanwhile is MissionAnswer<MissionToken>.Granted,
            "nothing is decided yet, and what the Mission covers goes on without a question", $"pending {isPending}, {meanwhile.Said()}");
    }

    private static async Task SendAsync(Stage stage, Mission mission, MissionToken token, CancellationToken cancellation)
    {
        stage.OneOfEach("Mail token", token, Addresses.Mail, mission);
        using HttpClient mail = stage.At(mission, token);
        using HttpResponseMessage sent = await mail.InviteAsync([Meeting.Team, Meeting.Press], cancellation);
        stage.Story.Expect(
            "Mail", sent.StatusCode == HttpStatusCode.Accepted, "the invitation goes to the team and the press", sent.Said());
    }
}
