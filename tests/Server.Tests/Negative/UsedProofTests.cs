using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>RFC 9449 §8, §9, §11.1: a proof counts once, and a nonce for a while, at every endpoint that reads one.</summary>
public sealed class UsedProofTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    private static readonly TimeSpan LongAfter = TimeSpan.FromMinutes(7);

    private static readonly Dictionary<string, string> Exchange = AgentSteps.Exchange("e30.e30.e30", TestAgent.EmailApi);

    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task A_used_proof_and_an_old_nonce_are_refused_at_each_endpoint_of_the_provider()
    {
        foreach ((string path, Func<Dictionary<string, string>> form) in ((string, Func<Dictionary<string, string>>)[])
            [("/token", () => Exchange), ("/par", () => Agent.Request()), ("/missions", () => AgentSteps.Form(("client_context", TestAgent.Context().ToJsonString()), ("subject", "user_1")))])
        {
            await RefusedAsync(Host, proof => Agent.PostAsync(path, form(), proof), Agent.Key, TestAgent.Issuer + path);
        }
    }

    [Fact]
    public async Task And_where_a_deferred_request_is_polled_and_cancelled()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        Dictionary<string, string> poll = AgentSteps.Form(("grant_type", DeferredScene.Grant), ("deferred_auth_id", "da_x"));
        await RefusedAsync(scene.Host, proof => scene.Agent.PostAsync("/token", poll, proof), scene.Agent.Key, TestAgent.Issuer + "/token");
        await RefusedAsync(scene.Host, proof => scene.Agent.PostAsync("/deferred/cancel", poll, proof), scene.Agent.Key, TestAgent.Issuer + "/deferred/cancel");
    }

    [Fact]
    public async Task And_where_an_assertion_is_redeemed()
    {
        await using CrmHost crm = await CrmHost.StartAsync("{}");
        Dictionary<string, string> form = AgentSteps.Form(("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", "e30.e30.e30"));
        await RefusedAsync(crm.Host, proof => crm.PostAsync(form, proof), crm.Key, TestAgent.CrmAs + "/token");
    }

    [Theory]
    [InlineData("/access/v1/evaluation")]
    [InlineData("/missions/mr_none/complete")]
    public async Task And_at_our_own_APIs_where_the_next_nonce_comes_with_the_refusal(string path)
    {
        string nonce = Nonce(Host);
        Host.Time.Advance(LongAfter);
        string token = await Agent.OwnNameAsync("operator", "missions.manage evaluate");
        string once = Agent.Key.Proof("POST", TestAgent.Issuer + path, Host.Time.GetUtcNow(), Nonce(Host), token);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await SendAsync(path, token, once)).Status);
        Refused(await SendAsync(path, token, once), "invalid_dpop_proof");
        TestHost.Answer stale = await SendAsync(path, token, Agent.Key.Proof("POST", TestAgent.Issuer + path, Host.Time.GetUtcNow(), nonce, token));
        Refused(stale, "use_dpop_nonce");
        Assert.Equal(Nonce(Host), stale.Headers["DPoP-Nonce"]);
    }

    private static async Task RefusedAsync(TestHost host, Func<string, Task<TestHost.Answer>> sendAsync, AgentKey key, string url)
    {
        string nonce = Nonce(host);
        string once = key.Proof("POST", url, host.Time.GetUtcNow(), nonce);
        Assert.DoesNotContain(TestAgent.Error(await sendAsync(once)), (string?[])["invalid_dpop_proof", "use_dpop_nonce"]);
        (await sendAsync(once)).IsRefused("invalid_dpop_proof");
        host.Time.Advance(LongAfter);
        TestHost.Answer stale = await sendAsync(key.Proof("POST", url, host.Time.GetUtcNow(), nonce));
        stale.IsRefused("use_dpop_nonce");
        Assert.Equal(Nonce(host), stale.Headers["DPoP-Nonce"]);
    }

    private static void Refused(TestHost.Answer answer, string error)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Contains($"error=\"{error}\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
    }

    private static string Nonce(TestHost host) => host.App.Services.GetRequiredService<DpopNonces>().Current();

    private async Task<TestHost.Answer> SendAsync(string path, string token, string proof)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + token);
        request.Headers.Add("DPoP", proof);
        return await Host.SendAsync(request);
    }
}
