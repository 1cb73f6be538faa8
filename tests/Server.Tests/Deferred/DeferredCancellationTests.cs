using System.Net;
using System.Text;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>The client gives a request up.</summary>
public sealed class DeferredCancellationTests
{
    [Fact]
    public async Task A_cancelled_request_is_denied_for_everybody()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ReviewAsync("rita", "approve");
        Assert.Equal(HttpStatusCode.OK, (await scene.CancelAsync(authId)).Status);
        TestHost.Answer polled = await scene.PollAsync(authId);
        Assert.Equal("access_denied", TestAgent.Error(polled));
        Assert.Equal("cancelled_by_client", polled.Json.GetProperty("error_description").GetString());
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        TestAgent ravi = await scene.ReviewerAsync("ravi");
        Assert.DoesNotContain("Take a leaver", (await ravi.Person.GetAsync("/review")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await scene.CancelAsync(authId)).Status);
    }

    [Fact]
    public async Task An_approval_can_be_given_up_until_it_is_redeemed()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.CancelAsync(authId)).Status);
        Assert.Equal("access_denied", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task What_was_redeemed_stays()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(authId)).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.CancelAsync(authId)).Status);
        Assert.Equal("active", await scene.StateAsync());
    }

    [Fact]
    public async Task Unknown_and_foreign_ids_look_like_a_success_and_change_nothing()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.CancelAsync("da_unknown")).Status);
        Assert.Equal(HttpStatusCode.OK, (await scene.CancelAsync(authId, clientId: "other-agent")).Status);
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task Every_refusal_has_its_standard_error()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        using AgentKey stranger = new();
        Assert.Equal("invalid_dpop_proof", TestAgent.Error(await scene.CancelAsync(authId, stranger)));
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["deferred_auth_id"] = authId };
        Assert.Equal("invalid_dpop_proof", TestAgent.Error(await scene.Agent.PostAsync("/deferred/cancel", form)));
        Assert.Equal("unauthorized_client", TestAgent.Error(await scene.CancelAsync(authId, clientId: "plain-agent")));
        Assert.Equal("invalid_request", TestAgent.Error(await scene.Agent.PostAsync("/deferred/cancel", [], scene.Proof("/deferred/cancel"))));
        TestHost.Answer stranger401 = await scene.Agent.PostAsync("/deferred/cancel", new(form) { ["client_assertion"] = "e30.e30.e30", ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" });
        Assert.Equal((HttpStatusCode.Unauthorized, "invalid_client"), (stranger401.Status, TestAgent.Error(stranger401)));
        using HttpRequestMessage json = new(HttpMethod.Post, "/deferred/cancel") { Content = new StringContent($$"""{"deferred_auth_id":"{{authId}}"}""", Encoding.UTF8, "application/json") };
        Assert.Equal("invalid_request", TestAgent.Error(await scene.Host.SendAsync(json)));
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
    }
}
