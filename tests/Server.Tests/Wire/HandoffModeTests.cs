using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Handoff digest §3, §4, §11: Create with less, Approve of what was prepared, Resume of what is active.</summary>
public sealed class HandoffModeTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task A_person_may_leave_something_out_and_shorten_the_life()
    {
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created));
        string until = Host.Time.GetUtcNow().AddMinutes(20).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        TestHost.Answer tokens = (await Agent.RedeemAsync(TestAgent.Answered(
            await Agent.DecideAsync(page, "approve", ("drop", "authority.mail.message"), ("until", until)))["code"])).IsOk();
        Assert.Equal(until, tokens.Member("mission_expires_at"));
        Assert.Equal(until, AgentKey.Payload(tokens.Member("id_token")).GetProperty("client_context").GetProperty("contexts").GetProperty("purpose").GetProperty("constraints").GetProperty("expires_at").GetString());
        (await Agent.DeriveAsync(tokens, TestAgent.EmailApi, "mail.message", "send")).IsRefused("invalid_target");
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create")).IsOk();
    }

    [Theory]
    [InlineData("until", "2027-12-31T00:00:00Z")]
    [InlineData("until", "2026-12-01T00:00:00Z")]
    [InlineData("until", "tomorrow")]
    [InlineData("drop", "authority.payment.transfer")]
    [InlineData("shown", "sha-256:invented")]
    [InlineData("decision", "maybe")]
    public async Task An_answer_that_does_not_fit_the_page_shows_the_page_again(string name, string value)
    {
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created));
        string shown = page.Text.Split("name=\"shown\" value=\"")[1].Split('"')[0];
        (string, string)[] fields = [("shown", name == "shown" ? value : shown), ("decision", name == "decision" ? value : "approve"), .. name is "until" or "drop" ? ((string, string)[])[(name, value)] : []];
        Browser.Page again = await Agent.FollowAsync(await Agent.Person.SubmitAsync(page, Agent.Address, fields));
        Assert.Equal((HttpStatusCode.OK, null), (again.Status, again.Location));
        Assert.Contains("role=\"alert\"", again.Text, StringComparison.Ordinal);
        Assert.Contains("code", TestAgent.Answered(await Agent.DecideAsync(again, "approve")).Keys);
    }

    [Fact]
    public async Task The_time_that_passes_over_reading_cannot_be_added_at_the_end()
    {
        TestHost.Answer other = await Agent.NewMissionAsync();
        TimeSpan whole = DateTimeOffset.Parse(other.Member("mission_expires_at"), System.Globalization.CultureInfo.InvariantCulture) - Host.Time.GetUtcNow();
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created));
        DateTimeOffset shown = Host.Time.GetUtcNow() + whole;
        Host.Time.Advance(TimeSpan.FromMinutes(3));
        string later = shown.AddMinutes(2).ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        Browser.Page again = await Agent.DecideAsync(page, "approve", ("until", later));
        Assert.Equal((HttpStatusCode.OK, null), (again.Status, again.Location));
        Assert.Contains("role=\"alert\"", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_text_that_was_shown_is_kept()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Document<Mission> mission = await RowAsync(tokens.Member("mission_ref"));
        IStore store = Host.App.Services.GetRequiredService<IStore>();
        EvidenceDesk desk = Host.App.Services.GetRequiredService<EvidenceDesk>();
        Page<PersonalEvidence> kept = await store.FindAsync(EvidenceTables.Personal, TableQuery.Where(EvidenceTables.ByMission, mission.Key), TestContext.Current.CancellationToken);
        JsonElement facts = Assert.Single(kept.Items.Select(item => JsonElement.Parse(desk.Open(item.Value)!.Facts)), json => json.TryGetProperty("shown", out _));
        JsonElement shown = JsonElement.Parse(facts.GetProperty("shown").GetString()!);
        Assert.Equal("Schedule a team meeting", shown.GetProperty("display_title").GetString());
        Assert.Contains("cal_team01", shown.GetProperty("envelope").ToString(), StringComparison.Ordinal);
        Assert.Equal("user_1", facts.GetProperty("by").GetString());
    }

    [Fact]
    public async Task A_prepared_Mission_waits_without_authority_and_is_approved_as_it_stands()
    {
        TestHost.Answer prepared = (await PrepareAsync()).IsOk(HttpStatusCode.Created);
        Assert.Equal("proposed", prepared.Member("state"));
        Assert.Equal(MissionPolicy.Engine.Decisions.MissionState.Proposed, (await RowAsync(prepared.Member("mission_ref"))).Value.State);

        TestHost.Answer other = (await Agent.PushAsync(Agent.Request(TestAgent.Context(value => value["contexts"]!["purpose"]!["params"]!["calendar"] = "cal_board1"))
            .With(("authorization_details", AgentSteps.Named(prepared, "approve"))))).IsOk(HttpStatusCode.Created);
        Dictionary<string, string> refused = TestAgent.Answered(await Agent.AuthorizeAsync(other));
        Assert.Equal("mission_bootstrap_failed", refused["error"]);
        Assert.Contains("context_inconsistent", refused["error_description"], StringComparison.Ordinal);

        TestHost.Answer tokens = await Agent.NewMissionAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(prepared, "approve"))));
        Assert.Equal(prepared.Member("mission_ref"), tokens.Member("mission_ref"));
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
    }

    [Fact]
    public async Task A_proposal_that_the_person_declines_is_denied_and_on_its_timeline()
    {
        // Of another person: a no is remembered, and the other tests ask others.
        using TestAgent rita = new(Host);
        await rita.SignInStronglyAsync("rita");
        TestHost.Answer prepared = (await Agent.PostAsync(
            "/missions", Prepared().With(("subject", "user_3")), rita.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()))).IsOk(HttpStatusCode.Created);
        Dictionary<string, string> request = rita.Request().With(("authorization_details", AgentSteps.Named(prepared, "approve")));
        Browser.Page page = await rita.AuthorizeAsync((await rita.PushAsync(request)).IsOk(HttpStatusCode.Created));
        Assert.Equal("access_denied", TestAgent.Answered(await rita.DecideAsync(page, "deny"))["error"]);

        Document<Mission> mission = await RowAsync(prepared.Member("mission_ref"));
        Assert.Equal((MissionPolicy.Engine.Decisions.MissionState.Denied, "user_declined"), (mission.Value.State, mission.Value.Reason));
        TimelinePage timeline = await Host.App.Services.GetRequiredService<EvidenceTimeline>().ReadAsync(mission.Key, null, 10, TestContext.Current.CancellationToken);
        TimelineEntry no = Assert.Single(timeline.Entries, entry => entry.Kind == "mission.denied");
        Assert.Equal(("proposed", "denied", mission.Value.MissionRef), (no.Entry.PriorState, no.Entry.State, no.Entry.MissionRef));
        Assert.Equal(["user_declined"], no.Entry.Codes);
        Assert.Contains("mission_terminal", TestAgent.Answered(await rita.AuthorizeAsync((await rita.PushAsync(request)).IsOk(HttpStatusCode.Created)))["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_of_a_proposal_says_what_the_person_is_going_to_be_asked()
    {
        Document<Mission> mission = await RowAsync((await PrepareAsync()).IsOk(HttpStatusCode.Created).Member("mission_ref"));
        Page<PersonalEvidence> kept = await Host.App.Services.GetRequiredService<IStore>().FindAsync(
            EvidenceTables.Personal, TableQuery.Where(EvidenceTables.ByMission, mission.Key), TestContext.Current.CancellationToken);
        JsonElement facts = JsonElement.Parse(Host.App.Services.GetRequiredService<EvidenceDesk>().Open(Assert.Single(kept.Items).Value)!.Facts);
        Assert.Equal("confirm", JsonElement.Parse(facts.GetProperty("decision").GetString()!).GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("subject", null, "invalid_request")]
    [InlineData("subject", "user_nobody", "invalid_request")]
    [InlineData("subject", "user_6", "invalid_client_context_value")]
    [InlineData("client_context", null, "invalid_request")]
    [InlineData("client_context", "{}", "invalid_client_context")]
    [InlineData("client_context", "{\"contexts\":{\"app\":{\"id\":\"ai_assistant\"}}}", "invalid_client_context_value")]
    public async Task A_preparation_that_could_only_fail_is_refused(string name, string? value, string error) => (await PrepareAsync((name, value))).IsRefused(error);

    [Fact]
    public async Task A_prepared_Mission_belongs_to_its_person_its_client_and_its_key()
    {
        (await PrepareAsync("web-app")).IsRefused("unauthorized_client");
        (await PrepareAsync("finance-agent")).IsRefused("invalid_client_context_value");
        (await Agent.PostAsync("/missions", Prepared())).IsRefused("invalid_dpop_proof");

        TestHost.Answer forBob = (await PrepareAsync(("subject", "user_2"))).IsOk(HttpStatusCode.Created);
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(forBob, "approve"))))).IsOk(HttpStatusCode.Created)));
        Assert.Contains("mission_unknown", answer["error_description"], StringComparison.Ordinal);

        TestHost.Answer mine = (await PrepareAsync()).IsOk(HttpStatusCode.Created);
        AgentKey first = Agent.Key;
        using AgentKey second = new();
        Agent.Key = second;
        TestHost.Answer stolen = await Agent.PushAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(mine, "approve"))));
        Agent.Key = first;
        stolen.IsRefused("mission_bootstrap_failed");
        Assert.Equal("key_mismatch", stolen.Member("mission_error"));
    }

    [Fact]
    public async Task A_push_with_another_key_or_without_one_leaves_the_proposal_to_its_own_key()
    {
        TestHost.Answer prepared = (await PrepareAsync()).IsOk(HttpStatusCode.Created);
        Dictionary<string, string> request = Agent.Request().With(("authorization_details", AgentSteps.Named(prepared, "approve")));
        AgentKey first = Agent.Key;
        using AgentKey second = new();
        Agent.Key = second;
        (await Agent.PushAsync(request)).IsRefused("mission_bootstrap_failed");
        (await Agent.PushAsync(request.With(("dpop_jkt", second.Thumbprint)), withProof: false)).IsRefused("mission_bootstrap_failed");
        TestHost.Answer unbound = await Agent.PushAsync(request, withProof: false);
        Agent.Key = first;
        unbound.IsRefused("mission_bootstrap_failed");
        Assert.Equal("key_mismatch", unbound.Member("mission_error"));
        Assert.Equal(MissionPolicy.Engine.Decisions.MissionState.Proposed, (await RowAsync(prepared.Member("mission_ref"))).Value.State);
        Assert.Equal(prepared.Member("mission_ref"), (await Agent.NewMissionAsync(request)).Member("mission_ref"));
    }

    [Theory]
    [InlineData("resume", "approve")]
    [InlineData("restart", null)]
    public async Task What_is_no_clear_handoff_is_refused_at_the_push(string one, string? other)
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string details = other is null ? AgentSteps.Named(tokens, one) : AgentSteps.Named(tokens, one)[..^1] + "," + AgentSteps.Named(tokens, other)[1..];
        TestHost.Answer answer = await Agent.PushAsync(Agent.Request().With(("authorization_details", details)));
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
    }

    [Fact]
    public async Task Equal_proposals_that_wait_are_one()
    {
        TestHost.Answer one = (await PrepareAsync()).IsOk(HttpStatusCode.Created);
        TestHost.Answer two = (await PrepareAsync()).IsOk(HttpStatusCode.Created);
        TestHost.Answer other = (await PrepareAsync(("client_context", TestAgent.Context(value => value["contexts"]!["purpose"]!["params"]!["calendar"] = "cal_board1").ToJsonString()))).IsOk(HttpStatusCode.Created);
        Assert.Equal(one.Member("mission_ref"), two.Member("mission_ref"));
        Assert.NotEqual(one.Member("mission_ref"), other.Member("mission_ref"));
    }

    [Fact]
    public async Task A_Resume_with_a_narrower_request_signs_the_context_of_the_Mission()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonElement context = AgentKey.Payload(tokens.Member("id_token")).GetProperty("client_context");
        Dictionary<string, string> narrower = Agent.Request(TestAgent.Context(value => value["contexts"]!["purpose"]!["params"]!["attendees"] = new JsonArray()));
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.AuthorizeAsync(
            (await Agent.PushAsync(narrower.With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        TestHost.Answer resumed = (await Agent.RedeemAsync(answer["code"])).IsOk();
        Assert.Equal(tokens.Member("mission_ref"), resumed.Member("mission_ref"));
        Assert.True(JsonElement.DeepEquals(context, AgentKey.Payload(resumed.Member("id_token")).GetProperty("client_context")));
        JsonElement mail = (await Agent.DeriveAsync(resumed, TestAgent.EmailApi, "mail.message", "send")).IsOk().Details();
        Assert.Contains("eng-team@example.com", mail.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Mission_is_resumed_without_a_page_by_the_same_key()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Dictionary<string, string> answer = TestAgent.Answered(await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        TestHost.Answer again = (await Agent.RedeemAsync(answer["code"])).IsOk();
        Assert.Equal(tokens.Member("mission_ref"), again.Member("mission_ref"));
        Assert.Equal(tokens.Member("mission_expires_at"), again.Member("mission_expires_at"));
        Assert.Equal(2, (await RowAsync(tokens.Member("mission_ref"))).Value.Version);
    }

    [Fact]
    public async Task Another_key_does_not_resume_a_Mission_but_may_ask_for_a_new_one()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        AgentKey first = Agent.Key;
        using AgentKey second = new();
        Agent.Key = second;
        Browser.Page page = await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        TestHost.Answer renewed = (await Agent.RedeemAsync(TestAgent.Answered(await Agent.DecideAsync(page, "approve"))["code"])).IsOk();
        Agent.Key = first;
        Assert.NotEqual(tokens.Member("mission_ref"), renewed.Member("mission_ref"));
        Assert.Equal("mission_completed", (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).Member("mission_error"));
    }

    [Fact]
    public async Task Another_person_does_not_resume_it()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        using TestAgent bob = new(Host);
        await bob.SignInStronglyAsync("bob");
        Dictionary<string, string> answer = TestAgent.Answered(await bob.AuthorizeAsync(
            (await bob.PushAsync(bob.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        Assert.Equal("mission_bootstrap_failed", answer["error"]);
        Assert.Contains("mission_unknown", answer["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_is_on_the_record_of_who_probed()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        using TestAgent bob = new(Host);
        await bob.SignInStronglyAsync("bob");
        TestAgent.Answered(await bob.AuthorizeAsync(
            (await bob.PushAsync(bob.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created)));
        IStore store = Host.App.Services.GetRequiredService<IStore>();
        EvidenceRecord last = (await store.Evidence.ReadAsync(store.Evidence.Last, 1, TestContext.Current.CancellationToken))[0];
        Assert.Equal(EvidenceKinds.BootstrapRefused, last.Kind);
        string eventId = JsonElement.Parse(last.Json.Span).GetProperty("event_id").GetString()!;
        Document<PersonalEvidence> kept = (await store.GetAsync(EvidenceTables.Personal, eventId, TestContext.Current.CancellationToken))!;
        Assert.Equal(HandleHash.Of("user_2").Value, kept.Value.SubjectKey);
    }

    private static Dictionary<string, string> Prepared() => AgentSteps.Form(("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1"));

    private Task<TestHost.Answer> PrepareAsync(params (string Name, string? Value)[] changes) => Agent.PostAsync(
        "/missions", Prepared().With(changes), Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()));

    private Task<TestHost.Answer> PrepareAsync(string clientId) => Agent.PostAsync(
        "/missions", Prepared(), Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()), clientId);

    private async Task<Document<Mission>> RowAsync(string missionRef) =>
        (await Host.App.Services.GetRequiredService<MissionFinder>().ByRefAsync(missionRef, TestContext.Current.CancellationToken))!;
}
