using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Wire;

public sealed class LimitTests
{
    [Theory]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_of_the_token_endpoint_is_refused_and_no_secret_goes_further(int status)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/token", _ => new Reply(status, "", ("Location", $"{provider.Issuer}/elsewhere")));
        provider.Always("/elsewhere", _ => provider.Tokens());
        CompletionRefusal why = (await provider.CompleteAsync()).Refusal();
        Assert.Equal("redirected", Assert.IsType<CompletionRefusal.Unusable>(why).Detail);
        Assert.All(provider.At("/elsewhere"), seen => Assert.Empty(seen.Body));
    }

    [Fact]
    public async Task A_redirect_that_nobody_follows_is_refused_too()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/par", _ => new Reply(302, "", ("Location", "/elsewhere")));
        using HttpClient still = new(new HttpClientHandler { AllowAutoRedirect = false });
        MissionPolicy.Client.Discovery.ServerMetadata server = Assert.IsType<MissionPolicy.Client.Discovery.DiscoveryResult.Found>(
            await MissionPolicy.Client.Discovery.ServerMetadata.DiscoverAsync(provider.Issuer, still, Agent.Cancellation)).Server;
        MissionClient client = new(still, server, new MissionClientOptions
        {
            Client = new("assistant", new MissionPolicy.Client.Keys.ClientCredential.None()),
            RedirectUri = Agent.RedirectUri,
        }, provider.Time);
        Assert.Equal("redirected", Assert.IsType<BeginResult.Unusable>(await client.BeginAsync(Agent.Request, Agent.Cancellation)).Detail);
        Assert.Empty(provider.At("/elsewhere"));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_or_too_deep_is_refused()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        provider.Always("/par", _ => new Reply(201, $$"""{"request_uri":"urn:x","pad":"{{new string('a', 300_000)}}"}"""));
        Assert.Equal("answer too large", Assert.IsType<BeginResult.Unusable>(await client.BeginAsync(Agent.Request, Agent.Cancellation)).Detail);
        provider.Always("/par", _ => new Reply(201, $$"""{"request_uri":"urn:x","deep":{{new string('[', 40)}}{{new string(']', 40)}}}"""));
        Assert.IsType<BeginResult.Unusable>(await client.BeginAsync(Agent.Request, Agent.Cancellation));
    }

    [Theory]
    [InlineData("expires_in", "-5")]
    [InlineData("expires_in", "1e300")]
    [InlineData("expires_in", "\"soon\"")]
    [InlineData("expires_in", "9223372036854775807")]
    [InlineData("mission_expires_at", "\"tomorrow\"")]
    [InlineData("authorization_details", "\"all\"")]
    [InlineData("scope", "[]")]
    public async Task A_strange_optional_member_reads_as_absent(string member, string value)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeAnswer = answer => answer[member] = System.Text.Json.Nodes.JsonNode.Parse(value);
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
    }

    [Theory]
    [InlineData("1e308")]
    [InlineData("-1e308")]
    [InlineData("253402300800")]
    public async Task A_strange_time_in_a_token_is_a_failed_check(string value)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => claims["exp"] = System.Text.Json.Nodes.JsonNode.Parse(value);
        Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal());
    }

    [Fact]
    public async Task A_lone_surrogate_is_no_text()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/token", _ => new Reply(400, """{"error":"invalid_grant","error_description":"\ud800"}"""));
        Assert.IsType<MissionAnswer<MissionToken>.Unusable>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation));
    }
}
