using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Downstream;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>The receiving side: signals digest §9, and what a local token is worth afterwards.</summary>
public sealed class ReceiverTests : IAsyncLifetime
{
    private readonly HomeSigner home = new();
    private readonly AgentKey agent = new();
    private CrmHost? started;

    private CrmHost Crm => started!;

    private DateTimeOffset Now => Crm.Host.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => started = await CrmHost.StartAsync(home.Jwks);

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        home.Dispose();
        agent.Dispose();
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("revoked")]
    [InlineData("completed")]
    [InlineData("expired")]
    [InlineData("superseded")]
    [InlineData("Active")]
    [InlineData("frozen-by-a-later-version")]
    public async Task Any_state_but_active_stops_the_local_tokens_and_the_redemption(string state)
    {
        string token = await TokenAsync("mr_1");
        Assert.True(await Crm.IsActiveAsync(token));
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(home.Lifecycle(Now, "mr_1", state, 2))).Status);
        Assert.False(await Crm.IsActiveAsync(token));
        Assert.Equal("invalid_grant", TestAgent.Error(await Crm.RedeemAsync(home.Assertion(Now, "mr_1", agent), agent)));
    }

    [Fact]
    public async Task A_Mission_that_is_stopped_before_its_first_redemption_stays_stopped()
    {
        await Crm.PushAsync(home.Lifecycle(Now, "mr_early", "revoked", 2));
        Assert.Equal("invalid_grant", TestAgent.Error(await Crm.RedeemAsync(home.Assertion(Now, "mr_early", agent), agent)));
    }

    [Fact]
    public async Task A_resumed_Mission_gives_new_tokens_and_the_old_ones_stay_dead()
    {
        string old = await TokenAsync("mr_2");
        await Crm.PushAsync(home.Lifecycle(Now.AddSeconds(-1), "mr_2", "suspended", 2));
        await Crm.PushAsync(home.Lifecycle(Now.AddSeconds(-1), "mr_2", "active", 3));
        Assert.False(await Crm.IsActiveAsync(old));
        Assert.True(await Crm.IsActiveAsync(await TokenAsync("mr_2")));
    }

    [Fact]
    public async Task An_event_that_is_older_than_what_is_known_changes_nothing()
    {
        await Crm.PushAsync(home.Lifecycle(Now, "mr_3", "revoked", 4));
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(home.Lifecycle(Now, "mr_3", "active", 3))).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(home.Lifecycle(Now, "mr_3", "active", 4))).Status);
        Assert.Equal(("revoked", 4), await KnownAsync("mr_3"));
    }

    [Fact]
    public async Task A_version_that_is_missing_ends_the_tokens_of_the_time_in_between()
    {
        string token = await TokenAsync("mr_4");
        await Crm.PushAsync(home.Lifecycle(Now.AddSeconds(-1), "mr_4", "active", 3));
        Assert.False(await Crm.IsActiveAsync(token));
        Assert.True(await Crm.IsActiveAsync(await TokenAsync("mr_4")));
    }

    [Fact]
    public async Task A_first_version_confirms_what_is_there()
    {
        string token = await TokenAsync("mr_5");
        await Crm.PushAsync(home.Lifecycle(Now, "mr_5", "active", 1));
        Assert.True(await Crm.IsActiveAsync(token));
    }

    [Fact]
    public async Task A_narrowed_Mission_ends_the_tokens_that_may_say_too_much()
    {
        string token = await TokenAsync("mr_6");
        string set = home.Set(
            Now,
            "https://schemas.openid.net/secevent/caep/event-type/token-claims-change",
            new JsonObject { ["claims"] = new JsonObject { ["mission_ref"] = "mr_6", ["mission_version"] = 2 } },
            new JsonObject { ["format"] = "opaque", ["id"] = "mr_6" });
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(set)).Status);
        Assert.False(await Crm.IsActiveAsync(token));
        Assert.Equal(("active", 2), await KnownAsync("mr_6"));
    }

    [Fact]
    public async Task The_end_of_the_session_that_a_Mission_is_stops_it()
    {
        string token = await TokenAsync("mr_7");
        JsonObject subject = new()
        {
            ["format"] = "complex",
            ["user"] = new JsonObject { ["format"] = "iss_sub", ["iss"] = TestAgent.Issuer, ["sub"] = "user_1" },
            ["session"] = new JsonObject { ["format"] = "opaque", ["id"] = "mr_7" },
        };
        Assert.Equal(
            HttpStatusCode.Accepted, (await Crm.PushAsync(home.Set(Now, "https://schemas.openid.net/secevent/caep/event-type/session-revoked", [], subject))).Status);
        Assert.False(await Crm.IsActiveAsync(token));
    }

    [Fact]
    public async Task An_event_that_comes_twice_is_taken_twice_and_done_once()
    {
        string set = home.Lifecycle(Now, "mr_8", "suspended", 2);
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(set)).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(set)).Status);
        Assert.Equal(("suspended", 2), await KnownAsync("mr_8"));
    }

    [Fact]
    public async Task An_event_about_one_Mission_leaves_the_others()
    {
        string token = await TokenAsync("mr_9");
        await Crm.PushAsync(home.Lifecycle(Now, "mr_10", "revoked", 2));
        Assert.True(await Crm.IsActiveAsync(token));
    }

    [Theory]
    [InlineData("https://schemas.openid.net/secevent/ssf/event-type/verification")]
    [InlineData("https://schemas.openid.net/secevent/ssf/event-type/stream-updated")]
    [InlineData("https://example.com/events/of-a-later-time")]
    public async Task An_event_that_is_not_understood_is_taken_and_does_nothing(string uri) => Assert.Equal(
        HttpStatusCode.Accepted, (await Crm.PushAsync(home.Set(Now, uri, new JsonObject { ["state"] = "x" }, new JsonObject { ["format"] = "opaque", ["id"] = "st_1" }))).Status);

    [Theory]
    [InlineData("typ", "invalid_request")]
    [InlineData("no typ", "invalid_request")]
    [InlineData("alg", "invalid_key")]
    [InlineData("crit", "invalid_request")]
    [InlineData("kid", "invalid_key")]
    [InlineData("no kid", "invalid_key")]
    [InlineData("iss", "invalid_issuer")]
    [InlineData("no iss", "invalid_issuer")]
    [InlineData("aud", "invalid_audience")]
    [InlineData("no aud", "invalid_audience")]
    [InlineData("aud of another type", "invalid_audience")]
    [InlineData("sub", "invalid_request")]
    [InlineData("exp", "invalid_request")]
    [InlineData("no jti", "invalid_request")]
    [InlineData("jti of another type", "invalid_request")]
    [InlineData("no iat", "invalid_request")]
    [InlineData("iat to come", "invalid_request")]
    [InlineData("iat long ago", "invalid_request")]
    [InlineData("no events", "invalid_request")]
    [InlineData("empty events", "invalid_request")]
    [InlineData("two events", "invalid_request")]
    [InlineData("event of another type", "invalid_request")]
    [InlineData("no mission", "invalid_request")]
    [InlineData("mission of another issuer", "invalid_request")]
    [InlineData("other subject", "invalid_request")]
    [InlineData("no subject", "invalid_request")]
    [InlineData("no state", "invalid_request")]
    [InlineData("no version", "invalid_request")]
    [InlineData("version 0", "invalid_request")]
    [InlineData("version of another type", "invalid_request")]
    public async Task A_broken_event_is_refused_by_name_and_changes_nothing(string what, string code)
    {
        string token = await TokenAsync("mr_11");
        string set = home.Lifecycle(Now, "mr_11", "revoked", 2, claims => Break(claims, what), header => BreakHeader(header, what));
        TestHost.Answer answer = await Crm.PushAsync(set);
        Assert.Equal((HttpStatusCode.BadRequest, code), (answer.Status, answer.Json.GetProperty("err").GetString()));
        Assert.NotEqual(string.Empty, answer.Json.GetProperty("description").GetString());
        Assert.True(await Crm.IsActiveAsync(token));
    }

    private static void BreakHeader(JsonObject header, string what)
    {
        switch (what)
        {
            case "typ": header["typ"] = "JWT"; break;
            case "no typ": header.Remove("typ"); break;
            case "alg": header["alg"] = 5; break;
            case "crit": header["crit"] = new JsonArray("b64"); break;
            case "kid": header["kid"] = "another"; break;
            case "no kid": header.Remove("kid"); break;
            default: break;
        }
    }

    private void Break(JsonObject claims, string what)
    {
        JsonObject told = claims["events"]![SignalHost.MissionEvent]!.AsObject();
        _ = what switch
        {
            "iss" => claims["iss"] = "https://other.example.com",
            "no iss" => claims.Remove("iss"),
            "aud" => claims["aud"] = TestAgent.Issuer,
            "no aud" => claims.Remove("aud"),
            "aud of another type" => claims["aud"] = 7,
            "sub" => claims["sub"] = "user_1",
            "exp" => claims["exp"] = Now.AddMinutes(5).ToUnixTimeSeconds(),
            "no jti" => claims.Remove("jti"),
            "jti of another type" => claims["jti"] = 7,
            "no iat" => claims.Remove("iat"),
            "iat to come" => claims["iat"] = Now.AddMinutes(10).ToUnixTimeSeconds(),
            "iat long ago" => claims["iat"] = Now.AddDays(-20).ToUnixTimeSeconds(),
            "no events" => claims.Remove("events"),
            "empty events" => claims["events"] = new JsonObject(),
            "two events" => claims["events"]!["https://example.com/second"] = new JsonObject(),
            "event of another type" => claims["events"] = new JsonObject { [SignalHost.MissionEvent] = "revoked" },
            "no mission" => told.Remove("mission"),
            "mission of another issuer" => told["mission"]!["issuer"] = "https://other.example.com",
            "other subject" => claims["sub_id"]!["id"] = "mr_99",
            "no subject" => claims.Remove("sub_id"),
            "no state" => told.Remove("state"),
            "no version" => told.Remove("version"),
            "version 0" => told["version"] = 0,
            "version of another type" => told["version"] = "2",
            _ => (object?)null,
        };
    }

    private async Task<string> TokenAsync(string missionRef)
    {
        TestHost.Answer answer = await Crm.RedeemAsync(home.Assertion(Now, missionRef, agent), agent);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        return answer.Json.GetProperty("access_token").GetString()!;
    }

    private async Task<(string State, int Version)> KnownAsync(string missionRef)
    {
        LocalMission known = (await SomeMission.Store(Crm.Host).GetAsync(
            DownstreamTables.Missions, DownstreamTables.KeyOf(TestAgent.Issuer, missionRef), TestContext.Current.CancellationToken))!.Value;
        return (known.State, known.Version);
    }
}
