using System.Net;
using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Story;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>A person approves once; the agent works in the calendar, the mail and the CRM of another domain.</summary>
internal static class ScheduleScenario
{
    // What the CRM's domain must never learn.
    private static readonly string[] AtHome = [Meeting.Title, "display", "window", Meeting.CalendarId, "envelope", "client_context", "calendar.event", "mail.message"];

    public static async Task PlayAsync(Stage stage, bool revoke, CancellationToken cancellation)
    {
        Meeting meeting = new(TimeProvider.System.GetUtcNow());
        MissionClient client = await stage.ClientAsync(Stage.Assistant, cancellation);
        Completion completion = await stage.AskAsync(client, meeting.Request, null, cancellation);
        using Mission mission = stage.Verified(completion, "Approval");
        MissionToken calendar = await CalendarAsync(stage, mission, meeting, cancellation);
        ServerMetadata crmServer = await stage.DiscoverAsync(stage.Addresses.CrmServer, cancellation);
        if (revoke)
        {
            MissionToken crm = await CrmAsync(stage, mission, crmServer, cancellation);
            await new Revocation(stage, mission, meeting, crmServer).PlayAsync(calendar, crm, cancellation);
            return;
        }

        await MailAsync(stage, mission, calendar, cancellation);
        await CrmAsync(stage, mission, crmServer, cancellation);
        (await mission.CompleteAsync(cancellation)).Need(stage.Story, "Done");
        MissionAnswer<MissionToken> after = await mission.TokenForAsync(Meeting.CalendarAccess, cancellation);
        stage.Story.Expect("Done", after is MissionAnswer<MissionToken>.MissionStopped, $"the agent completes the Mission; the next token is refused: {after.Said()}", after.Said());
    }

    private static async Task<MissionToken> CalendarAsync(Stage stage, Mission mission, Meeting meeting, CancellationToken cancellation)
    {
        MissionToken token = (await mission.TokenForAsync(Meeting.CalendarAccess, cancellation)).Need(stage.Story, "Calendar token");
        stage.OneOfEach("Calendar token", token, Addresses.Calendar, mission);
        using HttpClient calendar = stage.At(mission, token);
        using HttpResponseMessage busy = await calendar.BusyAsync(meeting, cancellation);
        using HttpResponseMessage made = await calendar.CreateAsync(Meeting.CalendarId, meeting.Slot, cancellation);
        stage.Story.Expect(
            "Calendar", busy.IsSuccessStatusCode && made.StatusCode == HttpStatusCode.Created,
            "read the window and made an event; the nonce of the server was answered", $"read {busy.Said()}, create {made.Said()}");
        using HttpResponseMessage other = await calendar.CreateAsync("cal_board1", meeting.Slot, cancellation);
        using HttpResponseMessage late = await calendar.CreateAsync(Meeting.CalendarId, meeting.To, cancellation);
        stage.Story.Expect(
            "Calendar bounds", other.Is(HttpStatusCode.Unauthorized, "insufficient_authorization") && late.Is(HttpStatusCode.Unauthorized, "insufficient_authorization"),
            "another calendar and the end of the window are 401 insufficient_authorization: the token alone has the bounds", $"{other.Said()}, {late.Said()}");
        return token;
    }

    private static async Task MailAsync(Stage stage, Mission mission, MissionToken calendar, CancellationToken cancellation)
    {
        using HttpClient wrong = stage.At(mission, calendar, Addresses.Mail);
        using HttpResponseMessage refused = await wrong.InviteAsync([Meeting.Team], cancellation);
        stage.Story.Expect(
            "Audience", refused.Is(HttpStatusCode.Unauthorized, "invalid_token"), "the calendar's token is worth nothing at the mail server", refused.Said());
        MissionToken token = (await mission.ExchangeAsync(calendar, Meeting.MailTo(Meeting.Team), cancellation)).Need(
            stage.Story, "Mail token");
        stage.OneOfEach("Mail token", token, Addresses.Mail, mission);
        using HttpClient mail = stage.At(mission, token);
        using HttpResponseMessage sent = await mail.InviteAsync([Meeting.Team], cancellation);
        using HttpResponseMessage press = await mail.InviteAsync([Meeting.Team, Meeting.Press], cancellation);
        stage.Story.Expect(
            "Mail", sent.StatusCode == HttpStatusCode.Accepted && press.Is(HttpStatusCode.Unauthorized, "insufficient_authorization"),
            "the invitation went to the team; a recipient who was not named is 401 insufficient_authorization", $"send {sent.Said()}, press {press.Said()}");
    }

    private static async Task<MissionToken> CrmAsync(Stage stage, Mission mission, ServerMetadata crmServer, CancellationToken cancellation)
    {
        AssertionRequest request = new() { Audience = crmServer.Issuer, Access = Meeting.CrmAccess };
        IdentityAssertion assertion = (await mission.AssertionForAsync(request, cancellation)).Need(stage.Story, "ID-JAG");
        string crossed = string.Join(' ', assertion.Claims.EnumerateObject().Select(static claim => claim.Name));
        string? leak = Leak(assertion.Claims.GetRawText());
        stage.Story.Expect("ID-JAG", leak is null, $"for {new Uri(crmServer.Issuer).Authority} alone, bound to the Mission's key; what crosses: {crossed}", $"{leak} crosses");
        MissionToken token = (await mission.RedeemAsync(crmServer, Stage.CrmAssistant, assertion, cancellation)).Need(
            stage.Story, "CRM token");
        stage.OneOfEach("CRM token", token, Addresses.Crm, mission);
        MissionAnswer<MissionToken> again = await mission.RedeemAsync(crmServer, Stage.CrmAssistant, assertion, cancellation);
        stage.Story.Expect("ID-JAG once", again is MissionAnswer<MissionToken>.Refused { Error.Code: "invalid_grant" }, "the same assertion a second time: invalid_grant", again.Said());
        using HttpClient crm = stage.At(mission, token);
        using HttpResponseMessage recorded = await crm.RecordAsync("acme", cancellation);
        stage.Story.Expect("CRM", recorded.StatusCode == HttpStatusCode.Created, "recorded with the CRM's own token, minted by its own server under its own policy", recorded.Said());
        string saw = await stage.Http.GetStringAsync(new Uri(stage.Addresses.Ways[Addresses.Crm], "/received"), cancellation);
        stage.Story.Expect(
            "Minimum", Leak(saw) is null && saw.Contains(mission.Ref, StringComparison.Ordinal),
            "everything that the CRM received: no display, no window, no calendar, no envelope; the mission_ref to trace it by", $"the CRM saw {Leak(saw)}");
        return token;
    }

    private static string? Leak(string text) => AtHome.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal));
}
