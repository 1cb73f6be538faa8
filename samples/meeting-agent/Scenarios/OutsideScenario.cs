using System.Net;
using System.Text.Json;
using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Boundary;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Story;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>The agent finds out that the press wants to come too. Nobody approved that:
/// one page, with what is new and nothing else.</summary>
internal static class OutsideScenario
{
    private static readonly JsonElement Mailbox = JsonElement.Parse("""{"mailbox":"alice@example.com"}""");

    public static async Task PlayAsync(Stage stage, CancellationToken cancellation)
    {
        Meeting meeting = new(TimeProvider.System.GetUtcNow());
        MissionClient client = await stage.ClientAsync(Stage.Assistant, cancellation);
        using Mission first = stage.Verified(await stage.AskAsync(client, meeting.Request, null, cancellation), "Approval");
        await AskFirstAsync(stage, first, cancellation);
        MissionToken calendar = (await first.TokenForAsync(Meeting.CalendarAccess, cancellation)).Need(stage.Story, "Calendar token");
        MissionAnswer<MissionToken> answer = await first.ExchangeAsync(calendar, Meeting.MailTo(Meeting.Team, Meeting.Press), cancellation);
        Reapproval reapproval = answer is MissionAnswer<MissionToken>.ReapprovalRequired outside ? outside.Reapproval : throw stage.Story.Ends("Outside", answer.Said());
        MissionRequest? ready = (reapproval.NextStep as NextStep.Push)?.Request;
        stage.Story.Expect(
            "Outside", ready is not null && !reapproval.Crossings.IsEmpty,
            $"refused with every crossing ({string.Join("; ", reapproval.Crossings.Select(Answers.Crossing))}); next: {Answers.Said(reapproval.NextStep)}", answer.Said());
        Completion completion = await stage.AskAsync(client, ready!, shown => OnlyNews(stage, shown), cancellation);
        using Mission second = stage.Verified(completion, "Re-approval");
        stage.Story.Expect(
            "New Mission", second.Ref != first.Ref, $"{second.Ref} takes the place of {first.Ref}", "the Mission is the same");
        MissionToken mailToken = (await second.TokenForAsync(Meeting.MailTo(Meeting.Team, Meeting.Press), cancellation)).Need(
            stage.Story, "Mail token");
        stage.OneOfEach("Mail token", mailToken, Addresses.Mail, second);
        using HttpClient mail = stage.At(second, mailToken);
        using HttpResponseMessage sent = await mail.InviteAsync([Meeting.Team, Meeting.Press], cancellation);
        stage.Story.Expect(
            "Mail", sent.StatusCode == HttpStatusCode.Accepted, "the invitation goes to the team and the press", sent.Said());
        MissionAnswer<MissionToken> old = await first.TokenForAsync(Meeting.CalendarAccess, cancellation);
        stage.Story.Expect("Old Mission", old is MissionAnswer<MissionToken>.MissionStopped, $"superseded: {old.Said()}", old.Said());
    }

    private static async Task AskFirstAsync(Stage stage, Mission mission, CancellationToken cancellation)
    {
        BoundaryQuestion Question(params string[] recipients) => new()
        {
            Operation = "send",
            ResourceClass = "mail.message",
            Object = "invitation",
            Resource = Addresses.Mail,
            Tenant = "example.com",
            ResourceAttributes = Meeting.Recipients(recipients),
        };

        BoundaryAnswer team = await mission.AskAsync(Question(Meeting.Team), cancellation);
        BoundaryAnswer press = await mission.AskAsync(Question(Meeting.Team, Meeting.Press), cancellation);
        stage.Story.Expect(
            "Question", team is BoundaryAnswer.Inside && press is BoundaryAnswer.ReapprovalRequired,
            "the decision point says before anything is done: the team is inside, the press is not", $"team {team.Said()}, press {press.Said()}");
        BoundaryAnswer inbox = await mission.AskAsync(Question() with { Operation = "read", ResourceAttributes = Mailbox }, cancellation);
        stage.Story.Expect(
            "Question", inbox is BoundaryAnswer.ReapprovalRequired { Reapproval: { Request: null, NextStep: NextStep.OtherPurpose } },
            $"no approval of this Mission lets it read mail, and another purpose does: {inbox.Said()}", inbox.Said());
        BoundaryAnswer delete = await mission.AskAsync(
            Question() with { Operation = "delete", ResourceClass = "calendar.event", Resource = Addresses.Calendar, ResourceAttributes = null }, cancellation);
        stage.Story.Expect(
            "Question", delete is BoundaryAnswer.ReapprovalRequired { Reapproval: { Request: null, NextStep: NextStep.ChangeCatalog { Owner: not null } } },
            $"no purpose of this client lets it delete events, so there is no person to ask: {delete.Said()}", delete.Said());
    }

    private static void OnlyNews(Stage stage, string shown)
    {
        if (shown.Length == 0)
        {
            stage.Story.Say("The page shows only what is new.");
            return;
        }

        stage.Story.Expect(
            "News", shown.Contains(Meeting.Press, StringComparison.Ordinal),
            "the page names the press and shows what is new only", shown);
    }
}
