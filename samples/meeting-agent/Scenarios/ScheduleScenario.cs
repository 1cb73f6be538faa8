using System.Net;
using MissionPolicy.Client;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Story;
using MissionPolicy.Samples.MeetingAgent.Wire;

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
        if (revoke)
        {
            await RevokedAsync(stage, mission, calendar, cancellation);
            return;
        }

        await MailAsync(stage, mission, calendar, cancellation);
        await CrmAsync(stage, mission, cancellation);
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
            "Calendar bounds", other.Is(HttpStatusCode.Forbidden, "insufficient_scope") && late.Is(HttpStatusCode.Forbidden, "insufficient_scope"),
            "another calendar and the end of the window are 403 insufficient_scope: the token alone tells the server the bounds", $"{other.Said()}, {late.Said()}");
        return token;
    }

    private static async Task MailAsync(Stage stage, Mission mission, MissionToken calendar, CancellationToken cancellation)
    {
        using HttpClient wrong = stage.At(mission, calendar, Addresses.Mail);
        using HttpResponseMessage refused = await wrong.InviteAsync([Meeting.Team], cancellation);
        stage.Story.Expect(
            "Audience", refused.Is(HttpStatusCode.Unauthorized, "invalid_token"), "the calendar's token is worth nothing at the mail server", refused.Said());
        MissionToken token = (await mission.ExchangeAsync(calendar, Meeting.MailTo(Meeting.Team), cancellation)).Need(stage.Story, "Mail token");
        stage.OneOfEach("Mail token", token, Addresses.Mail, mission);
        using HttpClient mail = stage.At(mission, token);
        using HttpResponseMessage sent = await mail.InviteAsync([Meeting.Team], cancellation);
        using HttpResponseMessage press = await mail.InviteAsync([Meeting.Team, Meeting.Press], cancellation);
        stage.Story.Expect(
            "Mail", sent.StatusCode == HttpStatusCode.Accepted && press.Is(HttpStatusCode.Forbidden, "insufficient_scope"),
            "the invitation went to the team; a recipient who was not named is 403 insufficient_scope", $"send {sent.Said()}, press {press.Said()}");
    }

    private static async Task CrmAsync(Stage stage, Mission mission, CancellationToken cancellation)
    {
        ServerMetadata crmServer = await stage.DiscoverAsync(stage.Addresses.CrmServer, cancellation);
        AssertionRequest request = new() { Audience = crmServer.Issuer, Access = Meeting.CrmAccess };
        IdentityAssertion assertion = (await mission.AssertionForAsync(request, cancellation)).Need(stage.Story, "ID-JAG");
        string crossed = string.Join(' ', assertion.Claims.EnumerateObject().Select(static claim => claim.Name));
        string? leak = Leak(assertion.Claims.GetRawText());
        stage.Story.Expect("ID-JAG", leak is null, $"for {new Uri(crmServer.Issuer).Authority} alone, bound to the Mission's key; what crosses: {crossed}", $"{leak} crosses");
        MissionToken token = (await mission.RedeemAsync(crmServer, Stage.CrmAssistant, assertion, cancellation)).Need(stage.Story, "CRM token");
        stage.OneOfEach("CRM token", token, Addresses.Crm, mission);
        MissionAnswer<MissionToken> again = await mission.RedeemAsync(crmServer, Stage.CrmAssistant, assertion, cancellation);
        stage.Story.Expect("ID-JAG once", again is MissionAnswer<MissionToken>.Refused { Error.Code: "invalid_grant" }, "the same assertion a second time: invalid_grant", again.Said());
        using HttpClient crm = stage.At(mission, token);
        using HttpResponseMessage recorded = await crm.RecordAsync(cancellation);
        stage.Story.Expect("CRM", recorded.StatusCode == HttpStatusCode.Created, "recorded with the CRM's own token, minted by its own server under its own policy", recorded.Said());
        string saw = await stage.Http.GetStringAsync(new Uri(stage.Addresses.Ways[Addresses.Crm], "/received"), cancellation);
        stage.Story.Expect(
            "Minimum", Leak(saw) is null && saw.Contains(mission.Ref, StringComparison.Ordinal),
            "everything that the CRM received: no display, no window, no calendar, no envelope; the mission_ref to trace it by", $"the CRM saw {Leak(saw)}");
    }

    private static async Task RevokedAsync(Stage stage, Mission mission, MissionToken calendar, CancellationToken cancellation)
    {
        using Administrator administrator = new(stage.Http, stage.Addresses.Provider, TimeProvider.System);
        string state = await administrator.RevokeAsync(mission.Ref, cancellation);
        stage.Story.Expect("Revocation", state == "revoked", "an administrator revokes the Mission half-way", state);
        MissionAnswer<MissionToken> exchange = await mission.ExchangeAsync(calendar, Meeting.MailTo(Meeting.Team), cancellation);
        stage.Story.Expect("Exchange", exchange is not MissionAnswer<MissionToken>.Granted, $"the next audience is refused: {exchange.Said()}", exchange.Said());
        MissionAnswer<MissionToken> refresh = await mission.TokenForAsync(Meeting.CalendarAccess, cancellation);
        stage.Story.Expect("Refresh", refresh is not MissionAnswer<MissionToken>.Granted, $"the next token is refused: {refresh.Said()}", refresh.Said());
        AssertionRequest request = new() { Audience = stage.Addresses.CrmServer, Access = Meeting.CrmAccess };
        MissionAnswer<IdentityAssertion> assertion = await mission.AssertionForAsync(request, cancellation);
        stage.Story.Expect("Projection", assertion is not MissionAnswer<IdentityAssertion>.Granted, $"nothing crosses to the CRM any more: {assertion.Said()}", assertion.Said());
    }

    private static string? Leak(string text) => AtHome.FirstOrDefault(word => text.Contains(word, StringComparison.Ordinal));
}
