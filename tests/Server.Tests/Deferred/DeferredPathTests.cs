using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>Two reviewers approve; the agent gets what it would have got at once.</summary>
public sealed class DeferredPathTests
{
    [Fact]
    public async Task Two_reviewers_approve_and_the_next_poll_gives_the_tokens_of_the_synchronous_path()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        Dictionary<string, string> answer = await scene.AskAsync();
        Assert.Equal(["deferred_code", "iss", "state"], answer.Keys.Order());
        Assert.Matches("^[A-Za-z0-9._-]{25,}$", answer["deferred_code"]);
        Assert.Equal("proposed", await scene.StateAsync());

        TestHost.Answer exchanged = await scene.ExchangeAsync(answer["deferred_code"]);
        Assert.True(exchanged.Status == HttpStatusCode.OK, exchanged.Json.ToString());
        Assert.Equal("no-store", exchanged.Headers["Cache-Control"]);
        Assert.Equal(72 * 3600, exchanged.Json.GetProperty("expires_in").GetInt64());
        Assert.Equal(30, exchanged.Json.GetProperty("interval").GetInt32());
        Assert.False(exchanged.Json.TryGetProperty("access_token", out _));
        string authId = exchanged.Json.GetProperty("deferred_auth_id").GetString()!;

        TestHost.Answer waiting = await scene.PollAsync(authId);
        Assert.Equal("authorization_pending", TestAgent.Error(waiting));
        Assert.Contains("0 of 2 approvals", waiting.Json.GetProperty("error_description").GetString(), StringComparison.Ordinal);
        await scene.ApproveAsync();

        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.Equal("DPoP", tokens.Json.GetProperty("token_type").GetString());
        Assert.Equal("active", await scene.StateAsync());
        Assert.False(tokens.Json.TryGetProperty("mission_provisional", out _));
        JsonElement idToken = AgentKey.Payload(tokens.Json.GetProperty("id_token").GetString()!);
        Assert.Equal("n-0S6_WzA2Mj", idToken.GetProperty("nonce").GetString());
        Assert.Equal("phr", idToken.GetProperty("acr").GetString());
        Assert.False(idToken.TryGetProperty("interim", out _));
        JsonElement purpose = idToken.GetProperty("client_context").GetProperty("contexts").GetProperty("purpose");
        Assert.Equal("u104211", purpose.GetProperty("params").GetProperty("account").GetString());
        Assert.Equal(tokens.Json.GetProperty("mission_expires_at").GetString(), purpose.GetProperty("constraints").GetProperty("expires_at").GetString()!, StringComparer.Ordinal);

        TestHost.Answer derived = await scene.Agent.DeriveAsync(tokens, DeferredScene.DirectoryApi, "directory.user", "disable", detail =>
            detail["constraints"] = new System.Text.Json.Nodes.JsonObject { ["account"] = "u104211" });
        Assert.True(derived.Status == HttpStatusCode.OK, derived.Json.ToString());
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId)));
    }
}
