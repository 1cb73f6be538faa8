using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Review;

/// <summary>The same as the pages, for tools.</summary>
public sealed class ReviewApiTests
{
    [Fact]
    public async Task Reviewers_decide_with_a_token_of_their_own_sign_in()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        (TestAgent rita, string token) = await TokenAsync(scene, "rita");
        JsonElement list = (await rita.CallAsync(HttpMethod.Get, "/reviews", token)).Json;
        JsonElement line = Assert.Single(list.GetProperty("reviews").EnumerateArray().ToArray());
        Assert.Equal(2, line.GetProperty("approvals_needed").GetInt32());
        string id = line.GetProperty("id").GetString()!;
        JsonElement one = (await rita.CallAsync(HttpMethod.Get, "/reviews/" + id, token)).Json;
        Assert.Equal("HR-77", one.GetProperty("besides").GetProperty("ticket").GetString());
        Assert.Equal("P1D", one.GetProperty("lasts").GetString());
        Assert.Equal("Leaver", one.GetProperty("client_words").GetProperty("title").GetString());

        TestHost.Answer first = await DecideAsync(rita, token, id, "approve", "ok");
        Assert.Equal(("pending", 1), (first.Json.GetProperty("state").GetString(), first.Json.GetProperty("approvals_missing").GetInt32()));
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(rita, token, id, "approve")).Status);
        (TestAgent ravi, string other) = await TokenAsync(scene, "ravi");
        Assert.Equal("approved", (await DecideAsync(ravi, other, id, "approve")).Json.GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await DecideAsync(ravi, other, id, "deny")).Status);
        Assert.Empty((await ravi.CallAsync(HttpMethod.Get, "/reviews", other)).Json.GetProperty("reviews").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(authId)).Status);
    }

    [Fact]
    public async Task A_sign_in_that_is_too_old_is_told_what_is_needed()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        (TestAgent rita, string refresh) = await TokenAsync(scene, "rita", "refresh_token");
        scene.Host.Time.Advance(TimeSpan.FromMinutes(11));
        TestHost.Answer later = await rita.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "refresh_token", ["refresh_token"] = refresh });
        Assert.True(later.Status == HttpStatusCode.OK, later.Json.ToString());
        TestHost.Answer answer = await DecideAsync(rita, later.Json.GetProperty("access_token").GetString()!, (await scene.ProcessAsync()).ProcessId, "approve");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Equal("DPoP error=\"insufficient_user_authentication\", acr_values=\"phr\", max_age=\"600\"", answer.Headers["WWW-Authenticate"]);
    }

    [Fact]
    public async Task Whoever_is_no_reviewer_finds_nothing()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        string id = (await scene.ProcessAsync()).ProcessId;
        (TestAgent bob, string token) = await TokenAsync(scene, "bob");
        Assert.Empty((await bob.CallAsync(HttpMethod.Get, "/reviews", token)).Json.GetProperty("reviews").EnumerateArray());
        Assert.Equal(HttpStatusCode.NotFound, (await bob.CallAsync(HttpMethod.Get, "/reviews/" + id, token)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await DecideAsync(bob, token, id, "deny")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await scene.Host.GetAsync("/reviews")).Status);
    }

    [Fact]
    public async Task A_client_in_its_own_name_decides_nothing()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync("--Clients:operator:Scope=missions.manage reviews");
        await scene.PendingAsync();
        string id = (await scene.ProcessAsync()).ProcessId;
        TestHost.Answer token = await scene.Agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials", ["scope"] = "reviews" }, "operator");
        string access = token.Json.GetProperty("access_token").GetString()!;
        Assert.Equal(HttpStatusCode.Forbidden, (await scene.Agent.CallAsync(HttpMethod.Get, "/reviews", access)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await DecideAsync(scene.Agent, access, id, "approve")).Status);
        Assert.Empty((await scene.CaseAsync()).Votes);
    }

    [Fact]
    public async Task A_body_that_says_nothing_decides_nothing()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        await scene.PendingAsync();
        string id = (await scene.ProcessAsync()).ProcessId;
        (TestAgent rita, string token) = await TokenAsync(scene, "rita");
        foreach (string body in (string[])["{}", """{"decision":"yes"}""", """{"decision":1}""", """{"decision":"approve","force":true}"""])
        {
            TestHost.Answer answer = await rita.CallAsync(HttpMethod.Post, $"/reviews/{id}/decision", token, JsonNode.Parse(body)!.AsObject());
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await DecideAsync(rita, token, id, "deny", new string('x', 1001))).Status);
        Assert.Empty((await scene.CaseAsync()).Votes);
    }

    [Fact]
    public async Task Two_reviewers_at_once_come_to_one_outcome()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        string id = (await scene.ProcessAsync()).ProcessId;
        (TestAgent rita, string one) = await TokenAsync(scene, "rita");
        (TestAgent ravi, string two) = await TokenAsync(scene, "ravi");
        TestHost.Answer[] answers = await Task.WhenAll(
            DecideAsync(rita, one, id, "approve"), DecideAsync(ravi, two, id, "approve"), DecideAsync(rita, one, id, "approve"), DecideAsync(ravi, two, id, "approve"));
        Assert.Equal(2, answers.Count(answer => answer.Status == HttpStatusCode.OK));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK && answer.Json.GetProperty("state").GetString() == "approved");
        Assert.Equal(2, (await scene.CaseAsync()).Votes.Length);
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(authId)).Status);
    }

    [Fact]
    public async Task A_decision_and_a_cancellation_at_once_come_to_one_outcome()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        string id = (await scene.ProcessAsync()).ProcessId;
        (TestAgent rita, string token) = await TokenAsync(scene, "rita");
        Task<TestHost.Answer> denial = DecideAsync(rita, token, id, "deny");
        await Task.WhenAll(denial, scene.CancelAsync(authId));
        TestHost.Answer polled = await scene.PollAsync(authId);
        Assert.Equal("access_denied", TestAgent.Error(polled));
        Assert.Equal((await denial).Status == HttpStatusCode.OK ? "reviewer_denied" : "cancelled_by_client", polled.Json.GetProperty("error_description").GetString());
    }

    private static Task<TestHost.Answer> DecideAsync(TestAgent reviewer, string token, string id, string decision, string? comment = null) => reviewer.CallAsync(
        HttpMethod.Post, $"/reviews/{id}/decision", token, comment is null ? new JsonObject { ["decision"] = decision } : new JsonObject { ["decision"] = decision, ["comment"] = comment });

    private static async Task<(TestAgent Reviewer, string Token)> TokenAsync(DeferredScene scene, string username, string member = "access_token")
    {
        TestAgent reviewer = await scene.ReviewerAsync(username);
        Dictionary<string, string> request = reviewer.Request();
        request.Remove("client_context");
        request["scope"] = member == "refresh_token" ? "openid reviews offline_access" : "openid reviews";
        TestHost.Answer pushed = await reviewer.PushAsync(request);
        Assert.True(pushed.Status == HttpStatusCode.Created, pushed.Json.ToString());
        TestHost.Answer tokens = await reviewer.RedeemAsync(TestAgent.Answered(await reviewer.AuthorizeAsync(pushed))["code"]);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        return (reviewer, tokens.Json.GetProperty(member).GetString()!);
    }
}
