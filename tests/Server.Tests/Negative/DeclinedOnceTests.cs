using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>A person who said no is not asked the same again, however the client moves its values, until the entry's time is over.</summary>
public sealed class DeclinedOnceTests : IAsyncLifetime
{
    private TestHost? host;
    private TestAgent? agent;

    private TestHost Host => host!;

    private TestAgent Agent => agent!;

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(AgentFixture.Settings);
        agent = new TestAgent(host);
        await agent.SignInStronglyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        agent?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task The_same_request_after_a_no_shows_no_page_also_with_the_window_moved_by_a_second()
    {
        await DeclineAsync(Agent.Request());
        await IsRefusedAsync(Agent.Request());
        for (int second = 1; second <= 5; second++)
        {
            string to = string.Create(CultureInfo.InvariantCulture, $"2026-12-05T18:00:0{second}Z");
            await IsRefusedAsync(Agent.Request(TestAgent.Context(context => context["contexts"]!["purpose"]!["params"]!["window"]!["to"] = to)));
        }

        Host.Time.Advance(TimeSpan.FromMinutes(10));
        Browser.Page page = await AskAsync(Agent.Request());
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task A_no_to_a_crossing_leaves_other_crossings_and_a_smaller_question_open()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        await DeclineAsync(Wider(tokens, ("calendar", "cal_board1"), ("attendees", new JsonArray("eng-team@example.com", "press@example.org"))));
        await IsRefusedAsync(Wider(tokens, ("calendar", "cal_board2"), ("attendees", new JsonArray("eng-team@example.com", "bob@example.com"))));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Wider(tokens, ("calendar", "cal_board1")))).Status);
        await DeclineAsync(Wider(tokens, ("calendar", "cal_board1")));
        await IsRefusedAsync(Wider(tokens, ("calendar", "cal_board3"), ("window", new JsonObject { ["from"] = "2026-12-01T08:00:00Z", ["to"] = "2026-12-09T18:00:00Z" })));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(Wider(tokens, ("attendees", new JsonArray("bob@example.com"))))).Status);
    }

    [Fact]
    public async Task A_no_counts_for_the_person_who_said_it_and_not_for_another()
    {
        await DeclineAsync(Agent.Request());
        using TestAgent bob = new(Host);
        await bob.SignInStronglyAsync("bob");
        Browser.Page page = await bob.AuthorizeAsync((await bob.PushAsync(bob.Request())).IsOk(HttpStatusCode.Created));
        Assert.Equal(HttpStatusCode.OK, page.Status);
    }

    [Fact]
    public async Task A_no_is_remembered_before_a_stronger_sign_in_is_asked_for()
    {
        await DeclineAsync(Agent.Request());
        JsonObject many = TestAgent.Context(context => context["contexts"]!["purpose"]!["params"]!["attendees"] =
            new JsonArray([.. Enumerable.Range(1, 21).Select(number => (JsonNode)$"person{number}@example.com")]));
        await IsRefusedAsync(Agent.Request(many));
    }

    [Fact]
    public async Task A_Mission_that_was_declined_is_not_prepared_again()
    {
        TestHost.Answer prepared = (await PrepareAsync()).IsOk(HttpStatusCode.Created);
        await DeclineAsync(Agent.Request().With(("authorization_details", AgentSteps.Named(prepared, "approve"))));
        TestHost.Answer again = await PrepareAsync();
        again.IsRefused("mission_bootstrap_failed");
        Assert.Equal("recently_declined", again.Member("mission_error"));
        Host.Time.Advance(TimeSpan.FromMinutes(10));
        (await PrepareAsync()).IsOk(HttpStatusCode.Created);
    }

    private Dictionary<string, string> Wider(TestHost.Answer tokens, params (string Name, JsonNode Value)[] changes) => Agent.Request(TestAgent.Context(context =>
    {
        foreach ((string name, JsonNode value) in changes)
        {
            context["contexts"]!["purpose"]!["params"]![name] = value;
        }
    })).With(("authorization_details", AgentSteps.Named(tokens, "resume")));

    private async Task<Browser.Page> AskAsync(Dictionary<string, string> request) =>
        await Agent.AuthorizeAsync((await Agent.PushAsync(request)).IsOk(HttpStatusCode.Created));

    private async Task DeclineAsync(Dictionary<string, string> request) =>
        Assert.Equal("access_denied", TestAgent.Answered(await Agent.DecideAsync(await AskAsync(request), "deny"))["error"]);

    private async Task IsRefusedAsync(Dictionary<string, string> request)
    {
        Browser.Page page = await AskAsync(request);
        Assert.True(page.Status == HttpStatusCode.SeeOther, "a page was shown");
        Dictionary<string, string> answer = TestAgent.Answered(page);
        Assert.Equal(("mission_bootstrap_failed", "recently_declined"), (answer["error"], answer["error_description"]));
    }

    private Task<TestHost.Answer> PrepareAsync() => Agent.PostAsync(
        "/missions",
        AgentSteps.Form(("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1")),
        Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()));
}
