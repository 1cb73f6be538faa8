using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>Every decision is counted once, with its kind, its outcome and its reasons.</summary>
public sealed class DecisionMetricsTests : IClassFixture<AgentFixture>, IDisposable
{
    private const string TokenDuration = "mission_policy.token.duration";
    private const string ContextDuration = "mission_policy.context.duration";

    private readonly AgentFixture fixture;
    private readonly Measurements measurements;

    public DecisionMetricsTests(AgentFixture fixture)
    {
        this.fixture = fixture;
        measurements = new Measurements(fixture.Host);
    }

    private TestAgent Agent => fixture.Agent;

    public void Dispose() => measurements.Dispose();

    [Fact]
    public async Task Boundary_questions_are_counted_by_outcome_and_reason()
    {
        Assert.True((await AskAsync(Questions.Evaluation())).Decision);
        Assert.False((await AskAsync(Questions.Evaluation("delete"))).Decision);
        Assert.False((await AskAsync(Questions.Evaluation("delete"))).Decision);
        Assert.False((await AskAsync(Questions.Evaluation(context: """{"mission_ref":"mr_nothing"}"""))).Decision);

        Assert.Equal((1, 2), (measurements.Decisions("boundary", "inside"), measurements.Decisions("boundary", "reapprove")));
        Assert.Equal(1, measurements.Decisions("boundary", "deny"));
        Assert.Equal(4, measurements.Sum("mission_policy.decisions"));
        Assert.Equal(
            new Dictionary<string, double> { ["inside"] = 1, ["operation_stronger"] = 2, ["unknown_mission"] = 1 },
            measurements.Reasons("boundary"));

        // The engine is not asked about a Mission that there is not.
        Assert.Equal((1, 2), (measurements.Asked("boundary", "inside"), measurements.Asked("boundary", "reapprove")));
        Assert.Equal(0, measurements.Asked("boundary", "deny"));
    }

    [Fact]
    public async Task A_batch_counts_each_of_its_questions()
    {
        string batch = $$"""{"evaluations":[{{Questions.Evaluation()}},{{Questions.Evaluation("delete")}}]}""";
        (await fixture.Host.PostAsync("/access/v1/evaluations", batch)).IsOk();
        Assert.Equal((1, 1), (measurements.Decisions("boundary", "inside"), measurements.Decisions("boundary", "reapprove")));
    }

    [Fact]
    public async Task A_dry_run_decides_nothing_and_is_not_counted()
    {
        (await fixture.Host.PostAsync("/dry-run/bootstrap", Questions.Bootstrap())).IsOk();
        Assert.Equal(0, measurements.Sum("mission_policy.decisions"));
    }

    [Fact]
    public async Task A_declined_approval_is_a_refused_bootstrap()
    {
        Browser.Page page = await Agent.AuthorizeAsync((await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created));
        Assert.Equal("access_denied", TestAgent.Answered(await Agent.DecideAsync(page, "deny"))["error"]);
        Assert.Equal((1, 0), (measurements.Decisions("bootstrap", "refused"), measurements.Decisions("bootstrap", "granted")));
        Assert.Equal(1, measurements.Reasons("bootstrap")["user_declined"]);
        Assert.Equal(measurements.Decisions("bootstrap", "confirm"), measurements.Asked("bootstrap", "confirm"));
        Assert.True(measurements.Decisions("bootstrap", "confirm") > 0);

        // The person said no for ten minutes, and the other tests ask the same person.
        fixture.Host.Time.Advance(TimeSpan.FromMinutes(11));
    }

    [Fact]
    public async Task A_context_that_does_not_fit_is_measured_as_refused()
    {
        JsonObject context = TestAgent.Context(value => value["contexts"]!["purpose"]!["params"]!["calendar"] = "my calendar");
        (await Agent.PushAsync(Agent.Request(context))).IsRefused("invalid_client_context_value");
        Assert.Equal((1, 0), (Contexts("refused"), Contexts("applied")));
        (await Agent.PushAsync(Agent.Request())).IsOk(HttpStatusCode.Created);
        Assert.Equal((1, 1), (Contexts("refused"), Contexts("applied")));
    }

    [Fact]
    public async Task Issued_and_refused_tokens_are_counted_by_grant()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Assert.Equal(1, measurements.Decisions("bootstrap", "granted"));
        Assert.Equal(1, Redeemed("authorization_code", null));

        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "create")).IsOk();
        Assert.Equal((1, 1), (measurements.Decisions("derivation", "issue"), Redeemed("refresh_token", null)));
        Assert.Empty(measurements.Reasons("derivation"));

        const string Outside = "invalid_authorization_details";
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "delete")).IsRefused(Outside);
        Assert.Equal((1, 1), (measurements.Decisions("derivation", "reapprove"), Redeemed("refresh_token", Outside)));
        Assert.Equal(1, measurements.Reasons("derivation")["operation_stronger"]);

        (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        Assert.Equal((1, 1), (measurements.Decisions("projection", "project"), Redeemed(AgentSteps.TokenExchange, null)));

        // Each of these is on disk, behind a flush of the journal.
        Assert.True(measurements.Times("mission_policy.storage.commit.duration") >= 4);
        Assert.True(measurements.Times("mission_policy.storage.flush.duration") > 0);
    }

    [Fact]
    public async Task A_request_that_names_a_Mission_is_a_handoff()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Dictionary<string, string> request = Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume")));
        TestHost.Answer pushed = (await Agent.PushAsync(request)).IsOk(HttpStatusCode.Created);
        Assert.Contains("code", TestAgent.Answered(await Agent.AuthorizeAsync(pushed)).Keys);
        Assert.Equal((1, 1), (measurements.Decisions("handoff", "granted"), measurements.Asked("handoff", "granted")));
        Assert.Equal(1, measurements.Reasons("handoff")["resumed"]);
    }

    [Fact]
    public async Task A_prepared_Mission_is_counted_as_proposing()
    {
        (await Agent.PostAsync(
            "/missions",
            AgentSteps.Form(("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1")),
            Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", fixture.Host.Time.GetUtcNow()))).IsOk(HttpStatusCode.Created);
        Assert.Equal((1, 1), (measurements.Decisions("proposing", "confirm"), measurements.Asked("proposing", "confirm")));
    }

    [Fact]
    public void A_disagreement_of_engines_is_counted_by_rule_set()
    {
        fixture.Host.App.Services.GetRequiredService<DecisionTelemetry>().CountDisagreement("boundary");
        Assert.Equal(1, measurements.Sum("mission_policy.rules.disagreements", ("mission_policy.rule_set", "boundary")));
        Assert.Equal(1, measurements.Sum("mission_policy.rules.disagreements"));
    }

    private Task<TestHost.Answer> AskAsync(string question) => fixture.Host.PostAsync("/access/v1/evaluation", question);

    private int Contexts(string outcome) => measurements.Times(ContextDuration, ("mission_policy.context.outcome", outcome));

    private int Redeemed(string grantType, string? error) => measurements.All.Count(measured => measured.Name == TokenDuration
        && (string?)measured.Tags["mission_policy.grant_type"] == grantType
        && (string?)measured.Tags.GetValueOrDefault("error.type") == error);
}
