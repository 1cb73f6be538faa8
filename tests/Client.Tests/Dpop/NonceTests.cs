using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Dpop;

public sealed class NonceTests
{
    [Fact]
    public async Task A_nonce_is_taken_from_the_error_and_kept_for_the_origin()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.WantsNonce = true;
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
        Assert.Equal(2, provider.At("/par").Length);
        Assert.Null(provider.At("/par")[0].Nonce);
        Assert.Equal("n1", provider.At("/par")[1].Nonce);
        Assert.Equal("n1", Assert.Single(provider.At("/token")).Nonce);
    }

    [Fact]
    public async Task A_nonce_that_comes_with_a_success_is_used_next()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Once("/par", _ => new Reply(201, """{"request_uri":"urn:x","expires_in":90}""", ("DPoP-Nonce", "fresh")));
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync();
        await client.CompleteAsync(pending, pending.Back(), Agent.Cancellation);
        Assert.Equal("fresh", provider.Last("/token").Nonce);
    }

    [Fact]
    public async Task A_server_that_never_has_enough_is_tried_twice()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        int turn = 0;
        provider.Always("/par", _ => new Reply(400, """{"error":"use_dpop_nonce"}""", ("DPoP-Nonce", $"x{turn++}")));
        BeginResult result = await (await provider.ClientAsync()).BeginAsync(Agent.Request, Agent.Cancellation);
        Assert.Equal("use_dpop_nonce", Assert.IsType<BeginResult.Refused>(result).Error.Code);
        Assert.Equal(2, provider.At("/par").Length);
    }

    [Theory]
    [InlineData()]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("one", "two")]
    public async Task Without_one_usable_nonce_there_is_no_second_try(params string[] nonces)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/par", _ => new Reply(400, """{"error":"use_dpop_nonce"}""", [.. nonces.Select(nonce => ("DPoP-Nonce", nonce))]));
        Assert.IsType<BeginResult.Refused>(await (await provider.ClientAsync()).BeginAsync(Agent.Request, Agent.Cancellation));
        Assert.Single(provider.At("/par"));
    }

    [Fact]
    public async Task Another_error_with_a_nonce_is_not_tried_again()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/par", _ => new Reply(400, """{"error":"invalid_dpop_proof"}""", ("DPoP-Nonce", "n")));
        Assert.IsType<BeginResult.Refused>(await (await provider.ClientAsync()).BeginAsync(Agent.Request, Agent.Cancellation));
        Assert.Single(provider.At("/par"));
    }

    [Fact]
    public async Task The_providers_own_APIs_ask_with_a_challenge_and_get_a_second_proof()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.WantsNonce = true;
        provider.Always("/userinfo", _ => new Reply(200, """{"sub":"user-1"}"""));
        (await mission.UserInfoAsync(Agent.Cancellation)).Granted();
        Assert.Equal([null, "n1"], provider.At("/userinfo").Select(seen => seen.Nonce));
    }
}
