using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>Which answer a request gets: the engine chooses among what the client can take.</summary>
public sealed class DeferredRequestTests
{
    private static readonly string[] Assistant =
        [$"--Clients:assistant:GrantTypes:3={DeferredScene.Grant}", "--Clients:assistant:ResponseTypes:1=deferred_code", "--Clients:assistant:ResponseTypes:2=deferred_code code"];

    [Fact]
    public async Task A_client_that_is_not_registered_for_it_gets_unauthorized_client()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        scene.Agent.ClientId = "plain-agent";
        foreach (string type in (string[])["deferred_code", "deferred_code code"])
        {
            Dictionary<string, string> request = scene.Request(type);
            request.Remove("client_context");
            request["scope"] = "openid";
            Assert.Equal("unauthorized_client", TestAgent.Error(await scene.Agent.PushAsync(request)));
        }

        Dictionary<string, string> unknown = scene.Request("deferred_token");
        Assert.Equal("unsupported_response_type", TestAgent.Error(await scene.Agent.PushAsync(unknown)));
    }

    [Fact]
    public async Task A_request_that_allows_no_deferral_is_refused_at_the_push_before_anybody_signs_in()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        TestHost.Answer pushed = await scene.Agent.PushAsync(scene.Request("code"));
        pushed.IsRefused("mission_bootstrap_failed");
        Assert.Equal("deferral_required", pushed.Member("mission_error"));
    }

    [Fact]
    public async Task A_person_who_says_no_leaves_nothing_to_review()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        Dictionary<string, string> answer = await scene.AskAsync(decision: "deny");
        Assert.Equal("access_denied", answer["error"]);
        Assert.False(answer.ContainsKey("deferred_code"));
        Assert.Null(await scene.ProcessAsync());
    }

    [Fact]
    public async Task Either_response_type_of_deferral_defers_what_has_to_be_reviewed()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        foreach ((string type, string account) in ((string, string)[])[("deferred_code", "u104211"), ("deferred_code code", "u104212"), ("code deferred_code", "u104213")])
        {
            // Another account each time: the same request would wait.
            string context = DeferredScene.Context(account).ToJsonString();
            Dictionary<string, string> answer = await scene.AskAsync(scene.Request(type).With(("client_context", context)));
            Assert.True(answer.ContainsKey("deferred_code"), string.Join(' ', answer));
            Assert.False(answer.ContainsKey("code"));
            Assert.Equal(TestAgent.Issuer, answer["iss"]);
        }
    }

    [Fact]
    public async Task What_needs_no_review_is_a_code_where_the_client_takes_one()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync(Assistant);
        scene.Agent.ClientId = "assistant";
        Dictionary<string, string> request = scene.Agent.Request();
        request["response_type"] = "deferred_code code";
        Dictionary<string, string> answer = await scene.AskAsync(request);
        Assert.False(answer.ContainsKey("deferred_code"));
        TestHost.Answer tokens = await scene.Agent.RedeemAsync(answer["code"]);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
    }

    [Fact]
    public async Task A_client_that_takes_deferred_codes_only_gets_its_tokens_with_the_first_poll()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync(Assistant);
        scene.Agent.ClientId = "assistant";
        Dictionary<string, string> request = scene.Agent.Request();
        request["response_type"] = "deferred_code";
        Dictionary<string, string> answer = await scene.AskAsync(request);
        Assert.Equal("approved", await scene.StateAsync());
        TestHost.Answer exchanged = await scene.ExchangeAsync(answer["deferred_code"]);
        Assert.Equal(24 * 3600, exchanged.Json.GetProperty("expires_in").GetInt64());
        TestHost.Answer tokens = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.Equal("active", await scene.StateAsync());
    }

    [Fact]
    public async Task A_sign_in_without_a_purpose_can_be_deferred_as_well()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        Dictionary<string, string> request = scene.Request("deferred_code");
        request.Remove("client_context");
        Dictionary<string, string> answer = await scene.AskAsync(request);
        TestHost.Answer exchanged = await scene.ExchangeAsync(answer["deferred_code"]);
        TestHost.Answer tokens = await scene.PollAsync(exchanged.Json.GetProperty("deferred_auth_id").GetString()!);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.False(tokens.Json.TryGetProperty("mission_ref", out _));
    }

    [Fact]
    public async Task The_metadata_names_response_types_grant_and_cancellation()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        JsonElement metadata = (await scene.Host.GetAsync("/.well-known/openid-configuration")).Json;
        Assert.Equal(["code", "deferred_code", "deferred_code code"], metadata.GetProperty("response_types_supported").EnumerateArray().Select(type => type.GetString()!));
        Assert.Contains(DeferredScene.Grant, metadata.GetProperty("grant_types_supported").EnumerateArray().Select(type => type.GetString()!));
        Assert.Equal(TestAgent.Issuer + "/deferred/cancel", metadata.GetProperty("deferred_authentication_cancellation_endpoint").GetString());
        Assert.Contains("reviews", metadata.GetProperty("scopes_supported").EnumerateArray().Select(scope => scope.GetString()!));
    }
}
