using System.Net;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>The rows of the exchange, one by one.</summary>
public sealed class DeferredExchangeTests
{
    [Fact]
    public async Task A_code_is_good_for_its_client_its_key_and_its_verifier_only()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        Assert.Equal("invalid_client", TestAgent.Error(await scene.ExchangeAsync(code, form =>
        {
            form["client_assertion"] = "e30.e30.e30";
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        })));
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code, clientId: "other-agent")));
        Assert.Equal("unauthorized_client", TestAgent.Error(await scene.ExchangeAsync(code, clientId: "plain-agent")));
        using AgentKey stranger = new();
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code, key: stranger)));
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code, form => form["code_verifier"] = new string('x', 43))));
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code + "x")));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.ExchangeAsync(code, form => form.Remove("code_verifier"))));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.ExchangeAsync(code, form => form["deferred_notification_token"] = "with blank")));
        Assert.Equal("proposed", await scene.StateAsync());
        Assert.Equal(HttpStatusCode.OK, (await scene.ExchangeAsync(code)).Status);
    }

    [Fact]
    public async Task Either_a_code_or_an_id_is_needed_and_always_a_proof()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        Assert.Equal("invalid_request", TestAgent.Error(await scene.ExchangeAsync(code, form => form["deferred_auth_id"] = "da_x")));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.ExchangeAsync(code, form => form.Remove("deferred_code"))));
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["grant_type"] = DeferredScene.Grant, ["deferred_code"] = code, ["code_verifier"] = TestAgent.Verifier };
        Assert.Equal("invalid_dpop_proof", TestAgent.Error(await scene.Agent.PostAsync("/token", form)));
    }

    [Fact]
    public async Task A_code_that_nobody_exchanged_in_time_leaves_an_expired_proposal()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code)));
        await scene.SweepAsync();
        Assert.Equal("expired not_claimed", await scene.StateAsync());
        Assert.DoesNotContain("Take a leaver", (await (await scene.ReviewerAsync("rita")).Person.GetAsync("/review")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proposal_that_was_stopped_before_its_exchange_has_nothing_to_exchange()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        await scene.StopAsync();
        Assert.Equal("denied user_revoked", await scene.StateAsync());
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code)));
        Assert.Equal((DeferredState.Denied, "mission_stopped"), ((await scene.ProcessAsync()).State, (await scene.ProcessAsync()).Reason));
    }

    [Fact]
    public async Task A_code_that_comes_twice_ends_the_request()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        string authId = (await scene.ExchangeAsync(code)).Json.GetProperty("deferred_auth_id").GetString()!;
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code)));
        TestHost.Answer polled = await scene.PollAsync(authId);
        Assert.Equal("access_denied", TestAgent.Error(polled));
        Assert.Equal("code_reuse", polled.Json.GetProperty("error_description").GetString());
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
    }

    [Fact]
    public async Task A_code_that_comes_again_after_the_tokens_ends_the_tokens()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        TestHost.Answer exchanged = await scene.ExchangeAsync(code);
        TestHost.Answer read = await scene.TradeAsync(exchanged.Json.GetProperty("interim_id_token").GetString()!, "read");
        await scene.ApproveAsync();
        TestHost.Answer tokens = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.ExchangeAsync(code)));
        Assert.False((await scene.IntrospectAsync(read)).GetProperty("active").GetBoolean());
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.Agent.DeriveAsync(tokens, DeferredScene.DirectoryApi, "directory.user", "read")));
    }

    [Fact]
    public async Task Two_exchanges_at_once_give_one_id()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string code = await scene.CodeAsync();
        await scene.PollAsync("da_warm");
        TestHost.Answer[] answers = await Task.WhenAll(scene.ExchangeAsync(code), scene.ExchangeAsync(code), scene.ExchangeAsync(code));
        TestHost.Answer won = Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("invalid_grant", TestAgent.Error(answer)));
        // Somebody else had the code as well: the id that was given is good for nothing.
        Assert.Equal("access_denied", TestAgent.Error(await scene.PollAsync(won.Member("deferred_auth_id"))));
    }
}
