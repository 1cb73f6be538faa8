using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Pdp digest §2, §4, §8: the agent asks about its own Mission, a resource server about those that it is an audience of.</summary>
public sealed class OwnEvaluationTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private const string Path = "/access/v1/evaluation";

    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task The_agent_asks_with_its_token_and_the_answer_is_on_record()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer answer = await AskAsync(tokens, tokens.Member("access_token"));
        Assert.True(answer.IsOk().Decision, answer.Json.ToString());
        JsonElement context = answer.Json.GetProperty("context");
        Assert.Equal("active", context.GetProperty("mission").GetProperty("state").GetString());

        IEvidenceLog log = Host.App.Services.GetRequiredService<IStore>().Evidence;
        EvidenceRecord last = (await log.ReadAsync(log.Last, 1, TestContext.Current.CancellationToken))[0];
        Assert.Equal("boundary.decided", last.Kind);
        Assert.Equal(
            context.GetProperty("evaluation_id").GetString(), JsonElement.Parse(last.Json.Span).GetProperty("event_id").GetString());
    }

    [Fact]
    public async Task A_crossing_comes_with_a_request_that_can_be_pushed_and_a_decline_is_remembered()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        JsonObject Board() => Question(tokens, calendar: "cal_board1");
        TestHost.Answer answer = (await AskAsync(tokens, tokens.Member("access_token"), Board())).IsOk();
        Assert.Equal(["param_outside_bounds"], answer.Codes);
        JsonElement reapproval = answer.Json.GetProperty("context").GetProperty("reapproval");
        JsonObject context = JsonNode.Parse(reapproval.GetProperty("client_context").ToString())!.AsObject();
        Browser.Page page = await Agent.AuthorizeAsync(
            (await Agent.PushAsync(Agent.Request(context).With(("authorization_details", AgentSteps.Named(tokens, "resume"))))).IsOk(HttpStatusCode.Created));
        Assert.Contains("What is new", page.Text, StringComparison.Ordinal);
        Assert.Equal("access_denied", TestAgent.Answered(await Agent.DecideAsync(page, "deny"))["error"]);

        TestHost.Answer again = (await AskAsync(tokens, tokens.Member("access_token"), Board())).IsOk();
        Assert.Equal(["recently_declined", "param_outside_bounds"], again.Codes);
        Assert.False(again.Json.GetProperty("context").TryGetProperty("reapproval", out _));
        Assert.Equal("deny", again.Json.GetProperty("context").GetProperty("outcome").GetString());
        // The no is remembered of the person, who is that of the other tests as well.
        Host.Time.Advance(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_token_of_one_Mission_tells_nothing_of_another()
    {
        TestHost.Answer one = await Agent.NewMissionAsync();
        TestHost.Answer two = await Agent.NewMissionAsync();
        Assert.Equal(["unknown_mission"], (await AskAsync(two, one.Member("access_token"))).IsOk().Codes);
        Assert.Equal(["unknown_mission"], (await AskAsync(two, await Agent.OwnNameAsync("operator", "evaluate"))).IsOk().Codes);
        Assert.True((await AskAsync(two, two.Member("access_token"))).IsOk().Decision);
    }

    [Fact]
    public async Task What_the_question_claims_of_the_caller_may_only_agree()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string token = tokens.Member("access_token");
        Assert.Equal(["actor_mismatch"], (await AskAsync(tokens, token, Question(tokens, """{"actor":{"client_id":"finance-agent"}}"""))).Codes);
        Assert.Equal(["actor_mismatch"], (await AskAsync(tokens, token, Question(tokens, """{"actor":{"client_id":"assistant","act":{"sub":"agent_other"}}}"""))).Codes);
        Assert.Equal(["key_mismatch"], (await AskAsync(tokens, token, Question(tokens, """{"credential":{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}}"""))).Codes);
        using AgentKey other = new();
        Assert.Equal(HttpStatusCode.Unauthorized, (await Agent.CallAsync(HttpMethod.Post, Path, token, Question(tokens), other)).Status);
    }

    [Fact]
    public async Task A_resource_server_reports_what_it_verified()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string calendar = await ServerAsync();
        string verified = $$$"""{"actor":{"client_id":"assistant","act":{"sub":"agent_scheduler"}},"credential":{"jkt":"{{{Agent.Key.Thumbprint}}}"}}""";
        TestHost.Answer good = await AskAsync(tokens, calendar, Question(tokens, verified));
        Assert.True(good.IsOk().Decision, good.Json.ToString());
        Assert.Equal(["actor_mismatch", "key_mismatch"], (await AskAsync(tokens, calendar)).Codes.Order());

        await Agent.OperateAsync(tokens, "suspend");
        Assert.Equal(["mission_not_active"], (await AskAsync(tokens, calendar, Question(tokens, verified))).Codes);
    }

    [Fact]
    public async Task A_resource_server_learns_the_crossings_and_not_the_params()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string verified = $$$"""{"actor":{"client_id":"assistant","act":{"sub":"agent_scheduler"}},"credential":{"jkt":"{{{Agent.Key.Thumbprint}}}"}}""";
        TestHost.Answer answer = (await AskAsync(tokens, await ServerAsync(), Question(tokens, verified, "cal_board1"))).IsOk();
        Assert.Equal(["param_outside_bounds"], answer.Codes);
        JsonElement reapproval = answer.Json.GetProperty("context").GetProperty("reapproval");
        Assert.Equal(["authorization_details", "crossings", "expires_at", "next_step"], reapproval.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal("""{"step":"push"}""", reapproval.GetProperty("next_step").ToString());
        Assert.Equal("param_outside_bounds", Assert.Single(reapproval.GetProperty("crossings").EnumerateArray()).GetString());
        Assert.All((string[])["client_context", "eng-team@example.com", "weekly", "ai_assistant"], word => Assert.DoesNotContain(word, answer.Json.ToString(), StringComparison.Ordinal));
    }

    private Task<string> ServerAsync() => CallerTokens.OfCalendarAsync(Host, Agent);

    private Task<TestHost.Answer> AskAsync(TestHost.Answer tokens, string accessToken, JsonObject? question = null) =>
        Agent.CallAsync(HttpMethod.Post, Path, accessToken, question ?? Question(tokens));

    private static JsonObject Question(TestHost.Answer tokens, string context = "{}", string calendar = "cal_team01")
    {
        JsonObject about = JsonNode.Parse(context)!.AsObject();
        about["mission_ref"] = tokens.Member("mission_ref");
        JsonObject question = JsonNode.Parse(Questions.Evaluation())!.AsObject();
        question["resource"]!["properties"]!["calendar"] = calendar;
        question["context"] = about;
        return question;
    }
}
