using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>A deferred token request is a question like any other: it counts, it is waited for, and a no ends it.</summary>
public sealed class DeferralBudgetTests : IAsyncLifetime
{
    private readonly DirectoryInfo catalog = ChangedCatalog.Of(static line =>
        line == "  remember_decline: 10m" ? "  remember_decline: 5m\n  prompts: { most: 3, per: 10m }" : line);

    private DeferralScene? started;

    private DeferralScene Scene => started!;

    // The approval of the Mission itself is the first question.
    public async ValueTask InitializeAsync() => started = await DeferralScene.StartAsync($"--Catalog:Path={catalog.FullName}");

    public async ValueTask DisposeAsync()
    {
        if (started is not null)
        {
            await started.DisposeAsync();
        }

        catalog.Delete(recursive: true);
    }

    [Fact]
    public async Task It_counts_when_it_is_put_into_the_list_and_not_again_with_its_page()
    {
        TestHost.Answer first = await Scene.DeferAsync();
        for (int visit = 0; visit < 3; visit++)
        {
            Browser.Page page = await Scene.OpenAsync(first);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("asked you 1 time before", page.Text, StringComparison.Ordinal);
        }

        TestHost.Answer second = await Scene.DeferAsync(Scene.Wider("cal_board2"));
        TestHost.Answer third = await Scene.Agent.TokenAsync(Scene.Wider("cal_board3"));
        third.IsRefused("invalid_authorization_details");
        Assert.Contains("asked_too_often", third.Member("error_description"), StringComparison.Ordinal);
        Assert.Equal("600", third.Headers["Retry-After"]);
        Assert.Equal(2, (await Scene.ProcessesAsync()).Length);

        Assert.Equal("approved", await Scene.DecideAsync(second, "approve"));
        (await Scene.PollAsync(second)).IsOk();
    }

    [Fact]
    public async Task Its_page_is_shown_when_the_budget_is_used_by_others_meanwhile()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        Scene.Host.Time.Advance(TimeSpan.FromMinutes(11));
        for (int other = 0; other < 3; other++)
        {
            await Scene.Agent.AuthorizeAsync((await Scene.Agent.PushAsync(Scene.Agent.Request())).IsOk(HttpStatusCode.Created));
        }

        Assert.Equal(HttpStatusCode.OK, (await Scene.OpenAsync(deferred)).Status);
        Assert.Equal(DeferredState.Open, Assert.Single(await Scene.ProcessesAsync()).State);
    }

    [Fact]
    public async Task What_waits_already_is_joined_and_waited_for_when_the_budget_is_used()
    {
        TestHost.Answer first = await Scene.DeferAsync();
        await Scene.DeferAsync(Scene.Wider("cal_board2"));
        TestHost.Answer again = await Scene.DeferAsync();
        Assert.Equal(first.Member("interaction_uri"), again.Member("interaction_uri"));

        JsonElement step = Step(await Scene.Agent.TokenAsync(Scene.Wider().With(("completion_mode", null))));
        Assert.Equal(("wait", "person"), (step.GetProperty("step").GetString(), step.GetProperty("for").GetString()));
        Assert.Equal(
            (Assert.Single(await Scene.ProcessesAsync(), process => process.Handles.Length == 2).EndsAt, TestAgent.Kind),
            (step.GetProperty("until").GetDateTimeOffset(), step.GetProperty("kind").GetString()));
        Assert.Equal(
            "wait", (await EvaluateAsync("cal_board1")).GetProperty("reapproval").GetProperty("next_step").GetProperty("step").GetString());
        JsonElement over = await EvaluateAsync("cal_board3");
        Assert.Equal("deny", over.GetProperty("outcome").GetString());
        Assert.Contains("asked_too_often", over.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_no_ends_it_and_for_a_while_nothing_like_it_is_deferred()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        Assert.Equal(
            "wait", Step(await Scene.Agent.TokenAsync(Scene.Wider().With(("completion_mode", null)))).GetProperty("step").GetString());
        Assert.Equal("declined", await Scene.DecideAsync(deferred, "deny"));
        (await Scene.PollAsync(deferred)).IsRefused("access_denied");
        TestHost.Answer again = await Scene.Agent.TokenAsync(Scene.Wider("cal_board2"));
        again.IsRefused("invalid_authorization_details");
        Assert.Contains("recently_declined", again.Member("error_description"), StringComparison.Ordinal);
        Assert.Equal(("300", false), (again.Headers["Retry-After"], again.Json.TryGetProperty("reapproval", out _)));
        Assert.Single(await Scene.ProcessesAsync());
        Scene.Host.Time.Advance(TimeSpan.FromMinutes(5));
        await Scene.DeferAsync();
    }

    [Fact]
    public async Task Stop_asking_me_on_its_page_ends_it_and_stops()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        TestHost.Answer other = await Scene.DeferAsync(Scene.Wider("cal_board2"));
        Assert.Equal("declined", await Scene.DecideAsync(deferred, "stop"));
        (await Scene.PollAsync(deferred)).IsRefused("access_denied");
        Scene.Host.Time.Advance(TimeSpan.FromMinutes(20));
        TestHost.Answer again = await Scene.Agent.TokenAsync(Scene.Wider("cal_board3"));
        again.IsRefused("invalid_authorization_details");
        Assert.Contains("asking_stopped", again.Member("error_description"), StringComparison.Ordinal);

        // What the application put into the list before goes with it.
        Assert.DoesNotContain("Asks for more", (await Scene.Agent.Person.GetAsync("/missions")).Text, StringComparison.Ordinal);
        TestHost.Answer polled = await Scene.PollAsync(other);
        polled.IsRefused("access_denied");
        Assert.Equal("asking_stopped", polled.Member("error_description"));
        Assert.Equal(2, (await Scene.ProcessesAsync()).Length);
    }

    [Fact]
    public async Task What_a_prepared_Mission_would_cover_is_waited_for_and_not_asked_a_second_time()
    {
        JsonObject wider = TestAgent.Context(context => context["contexts"]!["purpose"]!["params"]!["calendar"] = "cal_board1");
        (await Scene.Agent.PostAsync(
            "/missions",
            AgentSteps.Form(("client_context", wider.ToJsonString()), ("subject", "user_1")),
            Scene.Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", Scene.Host.Time.GetUtcNow()))).IsOk(HttpStatusCode.Created);
        TestHost.Answer answer = await Scene.Agent.TokenAsync(Scene.Wider());
        answer.IsRefused("invalid_authorization_details");
        Assert.Equal("wait", Step(answer).GetProperty("step").GetString());
        Assert.Empty(await Scene.ProcessesAsync());
    }

    private static JsonElement Step(TestHost.Answer answer) => answer.Json.GetProperty("reapproval").GetProperty("next_step");

    private async Task<JsonElement> EvaluateAsync(string calendar)
    {
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["context"]!["mission_ref"] = Scene.Tokens.Member("mission_ref");
        question["resource"]!["properties"]!["calendar"] = calendar;
        return (await Scene.Agent.CallAsync(HttpMethod.Post, "/access/v1/evaluation", Scene.Tokens.Member("access_token"), question)).IsOk().Json.GetProperty("context");
    }
}
