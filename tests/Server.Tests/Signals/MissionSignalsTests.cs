using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>Who gets what: signals digest §5, and what the events say.</summary>
public sealed class MissionSignalsTests(SharedSignals shared) : IClassFixture<SharedSignals>
{
    private const string SessionRevoked = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";
    private const string ClaimsChange = "https://schemas.openid.net/secevent/caep/event-type/token-claims-change";

    private readonly SignalHost host = shared.Host;

    [Fact]
    public async Task Every_transition_reaches_the_audiences_and_the_client_and_nobody_else()
    {
        string resource = await host.PollStreamAsync("who-resource");
        string client = await host.PollStreamAsync("who-client");
        string stranger = await host.PollStreamAsync("who-stranger");
        Mission mission = await SomeMission.AddAsync(host.Host, bare => bare with { Client = "who-client" }, "who-resource");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Resume);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke, "user_cancelled");
        foreach ((string streamId, string name) in ((string, string)[])[(resource, "who-resource"), (client, "who-client")])
        {
            JsonElement[] told = [.. SignalHost.Sets(await host.PollAsync(streamId, client: name)).Select(SignalHost.Lifecycle)];
            Assert.Equal(
                [("active", "suspended", 2), ("suspended", "active", 3), ("active", "revoked", 4)],
                told.Select(set => (set.GetProperty("prior_state").GetString()!, set.GetProperty("state").GetString()!, set.GetProperty("version").GetInt32())));
        }

        Assert.Empty(SignalHost.Sets(await host.PollAsync(stranger, client: "who-stranger")));
    }

    [Theory]
    [InlineData(MissionEvent.Complete, "completed")]
    [InlineData(MissionEvent.Revoke, "revoked")]
    [InlineData(MissionEvent.Expire, "expired")]
    [InlineData(MissionEvent.Suspend, "suspended")]
    internal async Task Every_state_is_told_in_its_own_word(MissionEvent what, string state)
    {
        string name = "word-" + state;
        string streamId = await host.PollStreamAsync(name);
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(name), what);
        JsonElement set = Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: name)));
        Assert.Equal(state, SignalHost.Lifecycle(set).GetProperty("state").GetString());
    }

    [Fact]
    public async Task An_event_is_a_signed_SET_that_says_the_minimum()
    {
        string streamId = await host.PollStreamAsync("shape");
        Mission mission = await host.MissionAsync("shape");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke, "user_cancelled");
        JsonProperty sent = (await host.PollAsync(streamId, client: "shape")).GetProperty("sets").EnumerateObject().Single();
        JsonElement header = JsonElement.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(sent.Value.GetString()!.Split('.')[0]));
        Assert.Equal("secevent+jwt", header.GetProperty("typ").GetString());
        Assert.Equal("ES256", header.GetProperty("alg").GetString());
        Assert.True(await Jwks.IsSignedAsync(host.Host, sent.Value.GetString()!));
        JsonElement claims = AgentKey.Payload(sent.Value.GetString()!);
        Assert.Equal(["aud", "events", "iat", "iss", "jti", "sub_id", "txn"], claims.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal(sent.Name, claims.GetProperty("jti").GetString());
        Assert.Equal((TestAgent.Issuer, "shape"), (claims.GetProperty("iss").GetString(), claims.GetProperty("aud").GetString()));
        Assert.Equal(("opaque", mission.MissionRef), (claims.GetProperty("sub_id").GetProperty("format").GetString(), claims.GetProperty("sub_id").GetProperty("id").GetString()));
        JsonElement told = SignalHost.Lifecycle(claims);
        Assert.Equal(
            ["committed_at", "expires_at", "mission", "prior_state", "reason", "state", "version"], told.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.Equal((mission.MissionRef, TestAgent.Issuer), (told.GetProperty("mission").GetProperty("id").GetString(), told.GetProperty("mission").GetProperty("issuer").GetString()));
        Assert.Equal("user_cancelled", told.GetProperty("reason").GetString());
        Assert.Equal(host.Host.Time.GetUtcNow(), told.GetProperty("committed_at").GetDateTimeOffset());
        Assert.DoesNotContain(mission.MissionId, claims.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("user_1", claims.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_that_knows_sessions_only_hears_of_the_end_and_about_one_session()
    {
        string streamId = await host.PollStreamAsync("caep-only", SignalHost.Events(SessionRevoked));
        Mission mission = await host.MissionAsync("caep-only");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke, "user_cancelled");
        JsonElement set = Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "caep-only")));
        JsonElement told = set.GetProperty("events").GetProperty(SessionRevoked);
        Assert.Equal("user", told.GetProperty("initiating_entity").GetString());
        Assert.NotEqual(string.Empty, told.GetProperty("reason_admin").GetProperty("en").GetString());
        Assert.Equal(host.Host.Time.GetUtcNow().ToUnixTimeSeconds(), told.GetProperty("event_timestamp").GetInt64());
        JsonElement subject = set.GetProperty("sub_id");
        Assert.Equal("complex", subject.GetProperty("format").GetString());
        Assert.Equal(mission.MissionRef, subject.GetProperty("session").GetProperty("id").GetString());
        Assert.Equal((TestAgent.Issuer, "user_1"), (subject.GetProperty("user").GetProperty("iss").GetString(), subject.GetProperty("user").GetProperty("sub").GetString()));
    }

    [Fact]
    public async Task A_receiver_of_Mission_events_gets_no_session_event_beside_them()
    {
        string streamId = await host.PollStreamAsync("both", SignalHost.Events(SessionRevoked, SignalHost.MissionEvent));
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync("both"), MissionEvent.Revoke);
        Assert.Equal(SignalHost.MissionEvent, Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "both"))).GetProperty("events").EnumerateObject().Single().Name);
    }

    [Fact]
    public async Task A_narrowed_Mission_changes_the_claims_of_tokens_to_come()
    {
        JsonObject request = SignalHost.Events(SignalHost.MissionEvent, ClaimsChange);
        string plain = await host.PollStreamAsync("narrow-1", (JsonObject)request.DeepClone());
        request["mission_capabilities_supported"] = new JsonArray("authority_changed");
        string capable = await host.PollStreamAsync("narrow-2", request);
        Mission mission = await host.MissionAsync("narrow-1", "narrow-2");
        await SomeMission.AmendAsync(host.Host, mission, bare => bare with { EnvelopeDigest = "narrower" });
        JsonElement set = Assert.Single(SignalHost.Sets(await host.PollAsync(plain, client: "narrow-1")));
        JsonElement claims = set.GetProperty("events").GetProperty(ClaimsChange).GetProperty("claims");
        Assert.Equal((mission.MissionRef, 2), (claims.GetProperty("mission_ref").GetString(), claims.GetProperty("mission_version").GetInt32()));

        JsonElement[] both = SignalHost.Sets(await host.PollAsync(capable, client: "narrow-2"));
        Assert.Equal(2, both.Length);
        Assert.Single(both.Select(told => told.GetProperty("txn").GetString()).Distinct(StringComparer.Ordinal));
        JsonElement changed = SignalHost.Lifecycle(both[1]);
        Assert.True(changed.GetProperty("authority_changed").GetBoolean());
        Assert.Equal("active", changed.GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_new_attestation_alone_is_told_to_nobody()
    {
        string streamId = await host.PollStreamAsync("attested", SignalHost.Events(SignalHost.MissionEvent, ClaimsChange));
        Mission mission = await host.MissionAsync("attested");
        await SomeMission.AmendAsync(host.Host, mission, bare => bare with { AttestedAt = host.Host.Time.GetUtcNow() });
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, client: "attested")));
    }

    [Fact]
    public async Task A_Mission_that_was_removed_is_silent_and_one_that_is_added_says_how_it_stands()
    {
        string streamId = await host.PollStreamAsync("choice");
        Mission mission = await host.MissionAsync("choice");
        JsonObject subject = Subject(streamId, mission);
        Assert.Equal(HttpStatusCode.NoContent, (await host.CallAsync(HttpMethod.Post, "/ssf/subjects:remove", subject, "choice")).Status);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, client: "choice")));
        Assert.Equal(HttpStatusCode.OK, (await host.CallAsync(HttpMethod.Post, "/ssf/subjects:add", subject, "choice")).Status);
        JsonElement standing = SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "choice"))));
        Assert.False(standing.TryGetProperty("prior_state", out _));
        Assert.Equal(("suspended", 2), (standing.GetProperty("state").GetString(), standing.GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task A_Mission_of_others_cannot_be_added()
    {
        string streamId = await host.PollStreamAsync("prober");
        Mission mission = await host.MissionAsync("somebody-else");
        JsonObject subject = Subject(streamId, mission);
        Assert.Equal(HttpStatusCode.OK, (await host.CallAsync(HttpMethod.Post, "/ssf/subjects:add", subject, "prober")).Status);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke);
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, client: "prober")));
    }

    [Fact]
    public async Task Where_nothing_is_sent_by_default_a_receiver_gets_what_it_added()
    {
        await using SignalHost none = await SignalHost.StartAsync("--Signals:DefaultSubjects=NONE");
        string streamId = await none.PollStreamAsync();
        Mission wanted = await none.MissionAsync(TestAgent.CrmAs);
        Mission other = await none.MissionAsync(TestAgent.CrmAs);
        JsonObject subject = Subject(streamId, wanted);
        await none.CallAsync(HttpMethod.Post, "/ssf/subjects:add", subject);
        await SomeMission.ChangeAsync(none.Host, other, MissionEvent.Revoke);
        await SomeMission.ChangeAsync(none.Host, wanted, MissionEvent.Revoke);
        JsonElement[] told = [.. SignalHost.Sets(await none.PollAsync(streamId)).Select(SignalHost.Lifecycle)];
        Assert.Equal([("active", wanted.MissionRef), ("revoked", wanted.MissionRef)], told.Select(set => (set.GetProperty("state").GetString()!, set.GetProperty("mission").GetProperty("id").GetString()!)));
        Assert.Equal("NONE", (await none.Host.GetAsync("/.well-known/ssf-configuration")).Json.GetProperty("default_subjects").GetString());
    }

    [Fact]
    public async Task Who_knew_a_provisional_Mission_hears_of_the_whole_one_that_lasts_longer()
    {
        await using SignalHost late = await SignalHost.StartAsync();
        string knows = await late.PollStreamAsync("knows");
        string declined = await late.PollStreamAsync("declined");
        Mission mission = await ProvisionalAsync(late, "knows", "declined");
        await late.CallAsync(HttpMethod.Post, "/ssf/subjects:remove", Subject(declined, mission), "declined");
        await SomeMission.AmendAsync(late.Host, mission, current => current.Proposed!.In(current));
        late.Host.Time.Advance(TimeSpan.FromHours(30));
        await SomeMission.ChangeAsync(late.Host, mission, MissionEvent.Revoke);
        Assert.Equal("revoked", SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(await late.PollAsync(knows, client: "knows")))).GetProperty("state").GetString());
        Assert.Empty(SignalHost.Sets(await late.PollAsync(declined, client: "declined")));
    }

    [Fact]
    public async Task Who_knew_a_provisional_Mission_is_remembered_while_the_review_lasts()
    {
        await using SignalHost late = await SignalHost.StartAsync();
        string knows = await late.PollStreamAsync("knows");
        Mission mission = await ProvisionalAsync(late, "knows");
        late.Host.Time.Advance(TimeSpan.FromHours(40));
        await SomeMission.AmendAsync(late.Host, mission, current => current.Proposed!.In(current));
        late.Host.Time.Advance(TimeSpan.FromHours(30));
        await SomeMission.ChangeAsync(late.Host, mission, MissionEvent.Revoke);
        Assert.Equal("revoked", SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(await late.PollAsync(knows, client: "knows")))).GetProperty("state").GetString());
    }

    [Fact]
    public async Task What_is_issued_for_an_audience_makes_it_hear_of_the_Mission()
    {
        await using SignalHost whole = await SignalHost.StartAsync(TestAgent.Settings);
        string crm = await whole.PollStreamAsync();
        string calendar = await whole.PollStreamAsync("calendar-api");
        using TestAgent agent = new(whole.Host);
        TestHost.Answer tokens = await agent.MissionAsync();
        string missionRef = tokens.Json.GetProperty("mission_ref").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read create")).Status);
        Assert.Empty(SignalHost.Sets(await whole.PollAsync(calendar, client: "calendar-api")));
        Mission mission = (await whole.Host.App.Services.GetRequiredService<MissionFinder>().ByRefAsync(missionRef, TestContext.Current.CancellationToken))!.Value;
        await SomeMission.ChangeAsync(whole.Host, mission, MissionEvent.Revoke);
        Assert.Equal(missionRef, SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(await whole.PollAsync(calendar, client: "calendar-api")))).GetProperty("mission").GetProperty("id").GetString());
        Assert.Empty(SignalHost.Sets(await whole.PollAsync(crm)));
    }

    private static Task<Mission> ProvisionalAsync(SignalHost host, params string[] audiences) => SomeMission.AddAsync(
        host.Host,
        bare => bare with
        {
            IsProvisional = true,
            EndsAt = bare.CreatedAt + TimeSpan.FromHours(1),
            WaitsUntil = bare.CreatedAt + TimeSpan.FromHours(48),
            Proposed = ProposedAuthority.Of(bare) with { EndsAt = bare.CreatedAt + TimeSpan.FromHours(90) },
        },
        audiences);

    private static JsonObject Subject(string streamId, Mission mission) =>
        new() { ["stream_id"] = streamId, ["subject"] = new JsonObject { ["format"] = "opaque", ["id"] = mission.MissionRef } };
}
