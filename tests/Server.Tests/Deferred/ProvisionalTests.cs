using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>Before the decision: an interim ID Token and a restricted Mission, no more.</summary>
public sealed class ProvisionalTests
{
    [Fact]
    public async Task The_interim_ID_Token_says_that_it_is_one_and_holds_no_context()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        JsonElement token = AgentKey.Payload(exchanged.Json.GetProperty("interim_id_token").GetString()!);
        Assert.True(token.GetProperty("interim").GetBoolean());
        Assert.Equal("it-agent", token.GetProperty("aud").GetString());
        Assert.Equal("n-0S6_WzA2Mj", token.GetProperty("nonce").GetString());
        Assert.False(token.TryGetProperty("client_context", out _));
        Assert.True(exchanged.Json.GetProperty("mission_provisional").GetBoolean());
        JsonElement mission = await scene.MissionAsync();
        Assert.Equal(exchanged.Json.GetProperty("mission_ref").GetString(), mission.GetProperty("mission_ref").GetString());
        Assert.Equal("active", mission.GetProperty("state").GetString());
        Assert.True(mission.GetProperty("mission_provisional").GetBoolean());
        Assert.Equal(1, mission.GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task It_gives_tokens_inside_the_restricted_envelope_only()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        string interim = exchanged.Json.GetProperty("interim_id_token").GetString()!;
        TestHost.Answer read = await scene.TradeAsync(interim, "read");
        Assert.True(read.Status == HttpStatusCode.OK, read.Json.ToString());
        Assert.True(read.Json.GetProperty("mission_provisional").GetBoolean());
        JsonElement token = AgentKey.Payload(read.Json.GetProperty("access_token").GetString()!);
        Assert.True(token.GetProperty("mission_provisional").GetBoolean());
        Assert.False(read.Json.TryGetProperty("refresh_token", out _));
        TestHost.Answer beyond = await scene.TradeAsync(interim, "disable");
        Assert.Equal("invalid_authorization_details", TestAgent.Error(beyond));
        JsonElement step = beyond.Json.GetProperty("reapproval").GetProperty("next_step");
        Assert.Equal(("wait", "review"), (step.GetProperty("step").GetString(), step.GetProperty("for").GetString()));
        using AgentKey stranger = new();
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(interim, "read", stranger)));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(interim, "read", clientId: "assistant")));
    }

    [Fact]
    public async Task Nothing_is_projected_before_the_decision()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        TestHost.Answer refused = await scene.Agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = DeferredScene.Exchange,
            ["requested_token_type"] = "urn:ietf:params:oauth:token-type:id-jag",
            ["audience"] = TestAgent.CrmAs,
            ["subject_token"] = exchanged.Json.GetProperty("interim_id_token").GetString()!,
            ["subject_token_type"] = DeferredScene.IdToken,
        });
        Assert.Equal("invalid_grant", TestAgent.Error(refused));
        Assert.Equal("provisional_not_allowed", refused.Json.GetProperty("mission_error").GetString());
    }

    [Fact]
    public async Task Nobody_resumes_what_is_provisional()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        Dictionary<string, string> again = scene.Request();
        again["authorization_details"] = new JsonArray(new JsonObject { ["type"] = "mission", ["mission_ref"] = exchanged.Json.GetProperty("mission_ref").GetString(), ["operation"] = "resume" }).ToJsonString();
        Dictionary<string, string> answer = await scene.AskAsync(again);
        Assert.Equal("mission_bootstrap_failed", answer["error"]);
        Assert.Contains("provisional_not_allowed", answer["error_description"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_makes_the_same_Mission_whole()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        TestHost.Answer read = await scene.TradeAsync(exchanged.Json.GetProperty("interim_id_token").GetString()!, "read");
        await scene.ApproveAsync();
        int before = (await scene.MissionAsync()).GetProperty("version").GetInt32();
        TestHost.Answer tokens = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.Equal(exchanged.Json.GetProperty("mission_ref").GetString(), tokens.Json.GetProperty("mission_ref").GetString());
        JsonElement mission = await scene.MissionAsync();
        Assert.False(mission.TryGetProperty("mission_provisional", out _));
        Assert.Equal(before + 1, mission.GetProperty("version").GetInt32());
        Assert.True((await scene.IntrospectAsync(read)).GetProperty("active").GetBoolean());
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(exchanged.Json.GetProperty("interim_id_token").GetString()!, "read")));
    }

    [Fact]
    public async Task A_token_from_before_the_decision_stays_what_it_is_and_becomes_no_other()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        TestHost.Answer read = await scene.TradeAsync(exchanged.Json.GetProperty("interim_id_token").GetString()!, "read");
        string token = read.Json.GetProperty("access_token").GetString()!;
        await scene.ApproveAsync();
        TestHost.Answer tokens = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.True((await scene.IntrospectAsync(read)).GetProperty("active").GetBoolean());
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(token, "disable", type: DeferredScene.AccessToken)));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(token, "read", type: DeferredScene.AccessToken)));
    }

    [Fact]
    public async Task A_client_that_gives_its_tokens_up_gives_up_those_from_before_the_decision_too()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        TestHost.Answer read = await scene.TradeAsync(exchanged.Json.GetProperty("interim_id_token").GetString()!, "read");
        await scene.ApproveAsync();
        TestHost.Answer tokens = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        await scene.Agent.PostAsync(
            "/revoke", new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = tokens.Json.GetProperty("refresh_token").GetString()! });
        Assert.False((await scene.IntrospectAsync(read)).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task It_gives_tokens_for_as_long_as_the_restricted_envelope_lasts()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        string interim = exchanged.Json.GetProperty("interim_id_token").GetString()!;
        scene.Host.Time.Advance(TimeSpan.FromMinutes(14));
        TestHost.Answer late = await scene.TradeAsync(interim, "read");
        Assert.True(late.Status == HttpStatusCode.OK, late.Json.ToString());
        Assert.Equal(60, late.Json.GetProperty("expires_in").GetInt32());
        scene.Host.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(interim, "read")));
    }

    [Theory]
    [InlineData("deny")]
    [InlineData("narrow")]
    public async Task A_denial_withdraws_it_and_its_tokens(string decision)
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(await scene.CodeAsync());
        await scene.ReviewerAsync("rita");
        string interim = exchanged.Json.GetProperty("interim_id_token").GetString()!;
        TestHost.Answer read = await scene.TradeAsync(interim, "read");
        Assert.True((await scene.IntrospectAsync(read)).GetProperty("active").GetBoolean());
        await scene.ReviewAsync("rita", decision);
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        Assert.False((await scene.IntrospectAsync(read)).GetProperty("active").GetBoolean());
        Assert.Equal("invalid_request", TestAgent.Error(await scene.TradeAsync(interim, "read")));
    }

    [Fact]
    public async Task Its_time_ends_while_the_review_goes_on()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        scene.Host.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal("pending", await scene.StateAsync());
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.ApproveAsync();
        Assert.Equal("approved", await scene.StateAsync());
        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.Equal("active", await scene.StateAsync());
    }
}
