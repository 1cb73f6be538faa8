using System.Globalization;
using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Prompts;

/// <summary>A client asks a person only as often as the entry allows, however it words its questions.</summary>
public sealed class QuestionBudgetTests : IAsyncLifetime
{
    private PromptScene? scene;

    private PromptScene Scene => scene!;

    private TestAgent Agent => Scene.Agent;

    private TestHost Host => Scene.Host;

    public async ValueTask InitializeAsync() => scene = await PromptScene.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (scene is not null)
        {
            await scene.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_fourth_question_shows_no_page_and_is_told_when_to_come_back()
    {
        await Scene.ShowAsync(1);
        Host.Time.Advance(TimeSpan.FromMinutes(4));
        await Scene.ShowAsync(2);
        Dictionary<string, string> answer = await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often");
        int seconds = int.Parse(answer["retry_after"], CultureInfo.InvariantCulture);
        Assert.Equal(360, seconds);
        Host.Time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.Equal("1", (await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often"))["retry_after"]);
        Host.Time.Advance(TimeSpan.FromSeconds(1));
        await Scene.ShowAsync(1);
        await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often");
    }

    [Fact]
    public async Task A_page_that_is_loaded_again_is_the_same_question()
    {
        TestHost.Answer pushed = (await Agent.PushAsync(Scene.Request())).IsOk(HttpStatusCode.Created);
        for (int load = 0; load < 5; load++)
        {
            Assert.Equal(HttpStatusCode.OK, (await Agent.AuthorizeAsync(pushed)).Status);
            Assert.Equal(HttpStatusCode.OK, (await Agent.Person.GetAsync(Agent.Address)).Status);
        }

        string address = Agent.Address;
        await Scene.ShowAsync(2);
        await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often");
        Browser.Page page = await Agent.Person.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task A_yes_on_a_page_that_was_shown_is_heard_when_the_budget_is_used()
    {
        await Scene.ShowAsync(2);
        Browser.Page last = await Scene.AskAsync();
        string address = Agent.Address;
        await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often");
        string shown = last.Text.Split("name=\"shown\" value=\"")[1].Split('"')[0];
        Browser.Page answered = await Agent.FollowAsync(
            await Agent.Person.SubmitAsync(last, address, ("shown", shown), ("decision", "approve")));
        Assert.True(TestAgent.Answered(answered).ContainsKey("code"));
    }

    [Fact]
    public async Task Another_person_has_a_budget_of_their_own()
    {
        await Scene.ShowAsync(3);
        using TestAgent bob = new(Host);
        await bob.SignInStronglyAsync("bob");
        Assert.Equal(HttpStatusCode.OK, (await Scene.AskAsync(bob)).Status);
    }

    [Fact]
    public async Task The_page_says_how_often_the_application_asked_before()
    {
        Assert.DoesNotContain("asked you", (await Scene.AskAsync()).Text, StringComparison.Ordinal);
        Assert.Contains(
            "This application asked you 1 time before in the last hour.", (await Scene.AskAsync()).Text, StringComparison.Ordinal);
        Browser.Page third = await Scene.AskAsync();
        Assert.Contains("This application asked you 2 times before in the last hour.", third.Text, StringComparison.Ordinal);
        Assert.Contains("asked you 2 times before", (await Agent.Person.GetAsync(Agent.Address)).Text, StringComparison.Ordinal);
        Host.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Contains("asked you 3 times before", (await Scene.AskAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_shows_no_page_counts_for_nothing()
    {
        for (int attempt = 0; attempt < 4; attempt++)
        {
            Dictionary<string, string> answer = TestAgent.Answered(await Scene.AskAsync(request: Scene.Request().With(("prompt", "none"))));
            Assert.Equal("consent_required", answer["error"]);
        }

        await Scene.ShowAsync(3);
    }

    [Fact]
    public async Task A_budget_survives_a_restart()
    {
        await Scene.ShowAsync(3);
        await Host.RestartAsync();
        await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often");
    }

    [Fact]
    public async Task A_decline_is_remembered_beside_the_budget_and_says_how_long()
    {
        await Agent.DecideAsync(await Scene.AskAsync(), "deny");
        Dictionary<string, string> answer = await Scene.IsRefusedAsync("mission_bootstrap_failed", "recently_declined");
        Assert.Equal("300", answer["retry_after"]);
        Host.Time.Advance(TimeSpan.FromMinutes(5));
        await Scene.ShowAsync(2);
        await Scene.IsRefusedAsync("temporarily_unavailable", "asked_too_often");
    }

    [Fact]
    public async Task A_prepared_Mission_is_a_question_and_its_first_page_is_the_same_one()
    {
        TestHost.Answer prepared = (await Scene.PrepareAsync()).IsOk(HttpStatusCode.Created);
        Browser.Page page = await Scene.AskAsync(request: Agent.Request(TestAgent.Context(context =>
            context["contexts"]!["purpose"]!["params"]!["window"]!["to"] = "2026-12-05T18:00:01Z")).With(("authorization_details", AgentSteps.Named(prepared, "approve"))));
        Assert.True(page.Status == HttpStatusCode.OK, page.Location);
        await Scene.ShowAsync(2);
        TestHost.Answer refused = await Scene.PrepareAsync();
        Assert.Equal((HttpStatusCode.TooManyRequests, "temporarily_unavailable", "asked_too_often"), (refused.Status, refused.Member("error"), refused.Member("mission_error")));
        Assert.Equal(("600", 600), (refused.Headers["Retry-After"], refused.Json.GetProperty("retry_after").GetInt32()));
    }

    [Fact]
    public async Task An_equal_prepared_Mission_is_one_question_also_when_the_budget_is_used()
    {
        TestHost.Answer first = (await Scene.PrepareAsync(TestAgent.Context())).IsOk(HttpStatusCode.Created);
        for (int again = 0; again < 4; again++)
        {
            Assert.Equal(first.Member("mission_ref"), (await Scene.PrepareAsync(TestAgent.Context())).IsOk(HttpStatusCode.Created).Member("mission_ref"));
        }

        await Scene.ShowAsync(2);
        Assert.Equal(first.Member("mission_ref"), (await Scene.PrepareAsync(TestAgent.Context())).IsOk(HttpStatusCode.Created).Member("mission_ref"));
    }

    [Fact]
    public async Task A_crossing_whose_question_may_not_be_put_is_denied_with_the_time_to_come_back()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        Assert.True((await BoardAsync(tokens)).Json.TryGetProperty("reapproval", out _));
        await Scene.ShowAsync(2);
        TestHost.Answer refused = await BoardAsync(tokens);
        refused.IsRefused("invalid_authorization_details");
        Assert.False(refused.Json.TryGetProperty("reapproval", out _));
        Assert.Contains("asked_too_often", refused.Member("error_description"), StringComparison.Ordinal);
        Assert.Equal(("600", 600), (refused.Headers["Retry-After"], refused.Json.GetProperty("retry_after").GetInt32()));
        JsonElement reason = refused.Json.GetProperty("mission_decision").GetProperty("reasons")[0];
        Assert.Equal(("asked_too_often", 600), (reason.GetProperty("code").GetString(), reason.GetProperty("retry_after").GetInt32()));
        (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
    }

    [Fact]
    public async Task A_push_that_names_a_Mission_is_refused_before_anybody_signs_in()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        (await Agent.PushAsync(Scene.Wider(tokens))).IsOk(HttpStatusCode.Created);
        await Scene.ShowAsync(2);
        TestHost.Answer refused = await Agent.PushAsync(Scene.Wider(tokens));
        Assert.Equal((HttpStatusCode.TooManyRequests, "temporarily_unavailable", "asked_too_often"), (refused.Status, refused.Member("error"), refused.Member("mission_error")));
        Assert.Equal("600", refused.Headers["Retry-After"]);
        // What needs no question is taken: the Mission goes on as it is.
        Browser.Page resumed = await Scene.AskAsync(
            request: Agent.Request().With(("authorization_details", AgentSteps.Named(tokens, "resume"))));
        Assert.True(TestAgent.Answered(resumed).ContainsKey("code"));
    }

    private Task<TestHost.Answer> BoardAsync(TestHost.Answer tokens) => Agent.DeriveAsync(
        tokens, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["constraints"] = new System.Text.Json.Nodes.JsonObject { ["calendar"] = "cal_board1" });
}
