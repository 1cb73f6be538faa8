using System.Net;
using System.Text;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Resources;
using MissionPolicy.Client.Tests.Missions;
using MissionPolicy.Client.Tests.Some;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tests.Resources;

public sealed class ResourceHandlerTests
{
    [Fact]
    public async Task A_request_goes_out_with_token_and_proof_and_the_token_is_used_until_its_end()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => TokenTests.Token("at-1")).Once("/token", _ => TokenTests.Token("at-2"));
        provider.Always("/events", _ => new Reply(200, "{}"));
        using HttpClient calendar = Client(provider, mission);
        await calendar.GetAsync($"{provider.Issuer}/events?x=1", Agent.Cancellation);
        await calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation);
        provider.Time.Advance(TimeSpan.FromSeconds(285));
        await calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation);
        Assert.Equal(["DPoP at-1", "DPoP at-1", "DPoP at-2"], provider.At("/events").Select(seen => seen.Headers["Authorization"]));
        Assert.All(provider.At("/events"), seen => Assert.Equal(mission.Save().Key.Thumbprint, seen.Key));
    }

    [Fact]
    public async Task A_token_of_an_exchange_goes_out_with_a_proof_too()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => TokenTests.Token("at-1")).Once("/token", _ => TokenTests.Token("at-mail"));
        provider.Always("/messages", _ => new Reply(202, "{}"));
        ResourceAccess access = Agent.Calendar(provider);
        MissionToken calendar = (await mission.TokenForAsync(access, Agent.Cancellation))
            .Match(token => token, _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException(), _ => throw new InvalidOperationException());
        using MissionResourceHandler handler = new(mission, provider.Issuer, cancellation => mission.ExchangeAsync(calendar, access, cancellation)) { InnerHandler = new SocketsHttpHandler() };
        using HttpClient mail = new(handler);
        await mail.GetAsync($"{provider.Issuer}/messages", Agent.Cancellation);
        Seen seen = Assert.Single(provider.At("/messages"));
        Assert.Equal("DPoP at-mail", seen.Headers["Authorization"]);
        Assert.Equal(mission.Save().Key.Thumbprint, seen.Key);
    }

    [Fact]
    public async Task A_nonce_of_the_resource_server_is_answered_with_the_same_body()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => TokenTests.Token("at-1"));
        provider.Once("/events", _ => new Reply(401, "", ("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\""), ("DPoP-Nonce", "r1")))
            .Once("/events", _ => new Reply(201, "{}"));
        using HttpClient calendar = Client(provider, mission);
        HttpResponseMessage response = await calendar.PostAsync($"{provider.Issuer}/events", new StringContent("{\"a\":1}", Encoding.UTF8, "application/json"), Agent.Cancellation);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal([null, "r1"], provider.At("/events").Select(seen => seen.Nonce));
        Assert.All(provider.At("/events"), seen => Assert.Equal("{\"a\":1}", seen.Body));
    }

    [Fact]
    public async Task A_resource_server_that_never_has_enough_is_tried_twice()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => TokenTests.Token("at-1"));
        provider.Always("/events", _ => new Reply(401, "", ("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\""), ("DPoP-Nonce", "r1")));
        using HttpClient calendar = Client(provider, mission);
        Assert.Equal(HttpStatusCode.Unauthorized, (await calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation)).StatusCode);
        Assert.Equal(2, provider.At("/events").Length);
    }

    [Fact]
    public async Task A_refused_token_is_renewed_once()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        int turn = 0;
        provider.Always("/token", _ => TokenTests.Token($"at-{++turn}"));
        provider.Always("/events", _ => new Reply(401, "", ("WWW-Authenticate", "DPoP error=\"invalid_token\"")));
        using HttpClient calendar = Client(provider, mission);
        Assert.Equal(HttpStatusCode.Unauthorized, (await calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation)).StatusCode);
        Assert.Equal(["DPoP at-1", "DPoP at-2"], provider.At("/events").Select(seen => seen.Headers["Authorization"]));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_sent_and_the_answer_tells_why()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/token", _ => Reply.Error("invalid_grant", ("mission_error", "mission_revoked")));
        using HttpClient calendar = Client(provider, mission);
        HttpResponseMessage response = await calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal(StoppedState.Revoked, Assert.IsType<MissionAnswer<MissionToken>.MissionStopped>(MissionRefusal.Of(response)).Stop.State);
        Assert.Empty(provider.At("/events"));
    }

    [Fact]
    public async Task A_step_up_that_the_resource_server_asks_for_is_typed()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => TokenTests.Token("at-1"));
        provider.Always("/events", _ => new Reply(401, "", ("WWW-Authenticate", "DPoP error=\"insufficient_user_authentication\", acr_values=\"phr phrh\", max_age=\"300\"")));
        using HttpClient calendar = Client(provider, mission);
        HttpResponseMessage response = await calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation);
        Assert.Null(MissionRefusal.Of(response));
        OAuthError error = MissionRefusal.ChallengeOf(response)!;
        Assert.Equal("insufficient_user_authentication", error.Code);
        Assert.Equal(["phr", "phrh"], error.AcrValues);
        Assert.Equal(TimeSpan.FromMinutes(5), error.MaxAge);
    }

    [Fact]
    public async Task The_token_never_goes_to_another_origin()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        using HttpClient calendar = Client(provider, mission);
        await Assert.ThrowsAsync<InvalidOperationException>(() => calendar.GetAsync("https://other.example/events", Agent.Cancellation));
        Assert.Throws<ArgumentException>(() => new MissionResourceHandler(mission, Agent.Calendar(provider) with { Resource = "urn:calendar" }));
        Assert.Single(provider.At("/token"));
    }

    [Fact]
    public async Task Many_requests_at_once_ask_for_one_token()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/token", _ => TokenTests.Token("at-1"));
        provider.Always("/events", _ => new Reply(200, "{}"));
        using HttpClient calendar = Client(provider, mission);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => calendar.GetAsync($"{provider.Issuer}/events", Agent.Cancellation)));
        Assert.Equal(2, provider.At("/token").Length);
        Assert.Equal(20, provider.At("/events").Length);
    }

    private static HttpClient Client(FakeProvider provider, Mission mission) =>
        new(new MissionResourceHandler(mission, Agent.Calendar(provider)) { InnerHandler = new HttpClientHandler() });
}
