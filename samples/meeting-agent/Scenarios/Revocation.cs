using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using MissionPolicy.Client.Boundary;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Story;
using MissionPolicy.Samples.MeetingAgent.Wire;

namespace MissionPolicy.Samples.MeetingAgent.Scenarios;

/// <summary>Somebody stops the Mission while the agent holds a token of both domains and an assertion that it has not shown yet. All of it ends.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Mission">The Mission.</param>
/// <param name="Meeting">The meeting.</param>
/// <param name="CrmServer">The CRM's authorization server.</param>
internal sealed record Revocation(Stage Stage, Mission Mission, Meeting Meeting, ServerMetadata CrmServer)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private AssertionRequest Projected => new() { Audience = CrmServer.Issuer, Access = Meeting.CrmAccess };

    /// <summary>Plays it.</summary>
    /// <param name="calendarToken">A token of home that works.</param>
    /// <param name="crmToken">A token of the CRM's server that works.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task PlayAsync(MissionToken calendarToken, MissionToken crmToken, CancellationToken cancellation)
    {
        using HttpClient calendar = Stage.At(Mission, calendarToken);
        using HttpClient crm = Stage.At(Mission, crmToken);
        IdentityAssertion unused = (await Mission.AssertionForAsync(Projected, cancellation)).Need(Stage.Story, "Half-way");
        using (HttpResponseMessage home = await calendar.BusyAsync(Meeting, cancellation), abroad = await crm.RecordAsync("acme", cancellation))
        {
            Stage.Story.Expect(
                "Half-way", home.IsSuccessStatusCode && abroad.IsSuccessStatusCode,
                "the agent holds a calendar token and a CRM token that work, and an ID-JAG that was not redeemed", $"{home.Said()}, {abroad.Said()}");
        }

        using Administrator administrator = new(Stage.Http, Stage.Addresses.Provider, TimeProvider.System);
        string state = await administrator.RevokeAsync(Mission.Ref, cancellation);
        Stopwatch since = Stopwatch.StartNew();
        Stage.Story.Expect("Revocation", state == "revoked", "an administrator revokes the Mission", state);
        await HomeAsync(calendar, calendarToken, cancellation);
        await AbroadAsync(crm, unused, since, cancellation);
        await TimelineAsync(cancellation);
        await EvidenceAsync(cancellation);
    }

    private async Task HomeAsync(HttpClient calendar, MissionToken token, CancellationToken cancellation)
    {
        using HttpResponseMessage dead = await calendar.BusyAsync(Meeting, cancellation);
        Stage.Story.Expect(
            "Introspection", dead.Is(HttpStatusCode.Unauthorized, "invalid_token"), $"the calendar asks about its token with the next request: {dead.Said()}", dead.Said());
        Refused("Exchange", "the next audience is refused", await Mission.ExchangeAsync(token, Meeting.MailTo(Meeting.Team), cancellation));
        Refused("Refresh", "the next token is refused", await Mission.TokenForAsync(Meeting.CalendarAccess, cancellation));
        BoundaryAnswer question = await Mission.AskAsync(
            new BoundaryQuestion { Operation = "read", ResourceClass = "calendar.event", Object = "next", Resource = Addresses.Calendar, Tenant = "example.com" }, cancellation);
        Stage.Story.Expect("Question", question is not BoundaryAnswer.Inside, $"the decision point says yes to nothing: {question.Said()}", question.Said());
        Refused("Projection", "nothing crosses to the CRM any more", await Mission.AssertionForAsync(Projected, cancellation));
    }

    // The CRM's server never asks home: it is told. Until the event is there, its token works.
    private async Task AbroadAsync(HttpClient crm, IdentityAssertion unused, Stopwatch since, CancellationToken cancellation)
    {
        string said = string.Empty;
        bool isDead = false;
        while (!isDead && since.Elapsed < Patience)
        {
            using HttpResponseMessage answer = await crm.RecordAsync("acme", cancellation);
            (isDead, said) = (answer.Is(HttpStatusCode.Unauthorized, "invalid_token"), answer.Said());
            if (!isDead)
            {
                await Task.Delay(Pause, cancellation);
            }
        }

        string waited = since.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture);
        Stage.Story.Expect("Signal", isDead, $"the CRM's server was told by an event (SSF, push); its own token is dead {waited} ms after the revocation: {said}", said);
        Refused("Unused ID-JAG", "the assertion of before is not redeemed", await Mission.RedeemAsync(CrmServer, Stage.CrmAssistant, unused, cancellation));
    }

    private async Task TimelineAsync(CancellationToken cancellation)
    {
        Uri page = new($"{Stage.Addresses.Provider}/missions/{Mission.Ref}");
        string shown = await Stage.Person.ReadAsync(page, cancellation);
        if (shown.Length == 0)
        {
            Stage.Story.Say("The timeline of the page ends with the stop and what was refused after it.");
            return;
        }

        Stage.Story.Expect(
            "Timeline", shown.Contains("Stopped (by an administrator)", StringComparison.Ordinal) && shown.Contains("refused", StringComparison.Ordinal),
            "Alice's page says who stopped it and what was refused afterwards", shown);
    }

    private async Task EvidenceAsync(CancellationToken cancellation)
    {
        using Auditor auditor = new(Stage.Http, Stage.Addresses.Provider, TimeProvider.System);
        IReadOnlyList<(string Kind, JsonElement Payload)> records = await auditor.RecordsAsync(Mission.Ref, cancellation);
        string[] kinds = [.. records.SkipWhile(static record => !IsStop(record.Kind, record.Payload)).Select(static record => record.Kind)];
        Stage.Story.Expect(
            "Evidence", kinds.Contains("derivation.refused") && kinds.Contains("projection.refused"),
            $"the log has the transition and every refusal after it: {string.Join(", ", kinds)}", string.Join(", ", records.Select(static record => record.Kind)));
    }

    private static bool IsStop(string kind, JsonElement payload) => kind == "mission.transition" && TokenFacts.Text(payload, "state") == "revoked";

    private void Refused<T>(string step, string proof, MissionAnswer<T> answer)
        where T : notnull => Stage.Story.Expect(step, answer is not MissionAnswer<T>.Granted, $"{proof}: {answer.Said()}", answer.Said());
}
