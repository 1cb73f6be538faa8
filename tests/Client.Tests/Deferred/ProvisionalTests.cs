using System.Text.Json.Nodes;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Deferred;

/// <summary>What may be done before the decision.</summary>
public sealed class ProvisionalTests
{
    [Fact]
    public async Task The_interim_ID_Token_is_exchanged_with_the_key_of_the_request()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await BegunAsync(provider, client);
        provider.Once("/token", _ => Token());
        MissionAnswer<MissionToken> answer = await client.ProvisionalTokenAsync(deferred, Agent.Calendar(provider), Agent.Cancellation);
        MissionToken token = Assert.IsType<MissionAnswer<MissionToken>.Granted>(answer).Value;
        Assert.Equal(("at-restricted", provider.Issuer), (token.AccessToken.Reveal(), token.Resource));
        Seen seen = provider.Last("/token");
        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", seen.Form["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:token-type:id_token", seen.Form["subject_token_type"]);
        Assert.Equal(deferred.Provisional!.InterimIdToken.Reveal(), seen.Form["subject_token"]);
        Assert.Contains("\"mission_ref\":\"mr_begun\"", seen.Form["authorization_details"], StringComparison.Ordinal);
        Assert.Equal(deferred.Pending.Key.Thumbprint, seen.Key);
    }

    [Fact]
    public async Task It_is_kept_with_the_request()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        DeferredAuthorization deferred = await BegunAsync(provider, await provider.ClientAsync());
        Assert.True(DeferredAuthorization.TryParse(deferred.ToJson(), out DeferredAuthorization? found));
        Assert.Equal("mr_begun", found.Provisional!.MissionRef);
        Assert.Equal(deferred.Provisional!.InterimIdToken.Reveal(), found.Provisional.InterimIdToken.Reveal());
        Assert.DoesNotContain(found.Provisional.InterimIdToken.Reveal(), found.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mission_ref")]
    [InlineData("mission_provisional")]
    [InlineData("interim_id_token")]
    public async Task Where_nothing_began_nothing_is_sent(string missing)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await BegunAsync(provider, client, body => body.Remove(missing));
        Assert.Null(deferred.Provisional);
        int sent = provider.At("/token").Length;
        Assert.IsType<MissionAnswer<MissionToken>.Unusable>(await client.ProvisionalTokenAsync(deferred, Agent.Calendar(provider), Agent.Cancellation));
        Assert.Equal(sent, provider.At("/token").Length);
    }

    [Fact]
    public async Task A_withdrawn_one_gives_no_more()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await BegunAsync(provider, client);
        provider.Once("/token", _ => Reply.Error("invalid_grant", ("mission_error", "mission_revoked")));
        Assert.IsType<MissionAnswer<MissionToken>.MissionStopped>(await client.ProvisionalTokenAsync(deferred, Agent.Calendar(provider), Agent.Cancellation));
        provider.Once("/token", _ => Reply.Error("invalid_authorization_details"));
        Assert.IsType<MissionAnswer<MissionToken>.Refused>(await client.ProvisionalTokenAsync(deferred, Agent.Calendar(provider), Agent.Cancellation));
    }

    [Theory]
    [InlineData("token_type", "Bearer")]
    [InlineData("mission_ref", "mr_other")]
    [InlineData("access_token", null)]
    public async Task A_token_of_another_key_or_Mission_is_not_used(string member, string? value)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        DeferredAuthorization deferred = await BegunAsync(provider, client);
        provider.Once("/token", _ => Token(body => body[member] = value));
        Assert.IsType<MissionAnswer<MissionToken>.Unusable>(await client.ProvisionalTokenAsync(deferred, Agent.Calendar(provider), Agent.Cancellation));
    }

    private static Task<DeferredAuthorization> BegunAsync(FakeProvider provider, MissionClient client, Action<JsonObject>? change = null) =>
        Later.StartAsync(provider, client, body =>
        {
            body["interim_id_token"] = provider.IdToken(static claims =>
            {
                claims["interim"] = true;
                claims.Remove("client_context");
            });
            body["mission_ref"] = "mr_begun";
            body["mission_provisional"] = true;
            change?.Invoke(body);
        });

    private static Reply Token(Action<JsonObject>? change = null)
    {
        JsonObject body = new()
        {
            ["access_token"] = "at-restricted", ["token_type"] = "DPoP", ["expires_in"] = 300, ["mission_ref"] = "mr_begun", ["mission_provisional"] = true,
        };
        change?.Invoke(body);
        return Reply.Json(200, body);
    }
}
