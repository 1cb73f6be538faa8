using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Compat;

/// <summary>The names of the later drafts, with the switch on.</summary>
public sealed class MissionDraftTests(MissionDraftFixture fixture) : IClassFixture<MissionDraftFixture>
{
    private TestHost Host => fixture.Host;

    private TestAgent Agent => fixture.Agent;

    [Fact]
    public async Task Every_token_of_a_Mission_carries_the_same_claim_beside_our_own_handle()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        TestHost.Answer derived = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        TestHost.Answer crossing = (await Agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        string handle = tokens.Member("mission_ref");
        Assert.Equal((handle, handle, handle), (tokens.Member("mission_id"), derived.Member("mission_ref"), derived.Member("mission_id")));
        JsonElement[] claims = [.. ((TestHost.Answer[])[tokens, derived, crossing]).Select(answer => AgentKey.Payload(answer.Member("access_token")))];
        Assert.All(claims, payload => Assert.Equal(handle, payload.GetProperty("mission_ref").GetString()));
        JsonElement first = claims[0].GetProperty("mission");
        Assert.Equal(["id", "issuer", "authority_hash"], first.EnumerateObject().Select(member => member.Name));
        Assert.Equal((handle, TestAgent.Issuer), (first.GetProperty("id").GetString(), first.GetProperty("issuer").GetString()));
        Assert.All(claims, payload => Assert.True(JsonElement.DeepEquals(first, payload.GetProperty("mission"))));
    }

    [Fact]
    public async Task Introspection_adds_the_state_while_the_Mission_lives_and_after()
    {
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string token = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        JsonElement claim = AgentKey.Payload(token).GetProperty("mission");
        await IsToldAsync(token, claim, true, "active");
        await Agent.OperateAsync(tokens, "suspend");
        await IsToldAsync(token, claim, false, "suspended");
        await Agent.OperateAsync(tokens, "revoke");
        await IsToldAsync(token, claim, false, "revoked");
    }

    [Fact]
    public async Task Mission_intent_is_refused_and_not_ignored()
    {
        (await Agent.PushAsync(Agent.Request().With(("mission_intent", """{"intent":{}}""")))).IsRefused("invalid_request");
        TestHost.Answer tokens = await Agent.NewMissionAsync();
        string token = (await Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk().Member("access_token");
        (await Agent.TokenAsync(AgentSteps.Exchange(token, TestAgent.EmailApi).With(("mission_intent", "{}")))).IsRefused("invalid_request");
        (await Agent.TokenAsync(AgentSteps.Exchange(token, TestAgent.EmailApi))).IsOk();
    }

    [Fact]
    public async Task Metadata_promises_nothing_that_is_not_kept()
    {
        JsonElement metadata = (await Host.GetAsync("/.well-known/oauth-authorization-server")).IsOk().Json;
        JsonProperty kept = Assert.Single(metadata.EnumerateObject(), member => member.Name.StartsWith("mission_", StringComparison.Ordinal));
        Assert.Equal(("mission_event_stream_endpoint", TestAgent.Issuer + "/ssf/stream"), (kept.Name, kept.Value.GetString()));
        JsonElement ssf = (await Host.GetAsync("/.well-known/ssf-configuration")).IsOk().Json;
        Assert.Equal(kept.Value.GetString(), ssf.GetProperty("configuration_endpoint").GetString());
    }

    [Theory]
    [InlineData("--Signals:MissionEventUri=https://events.example.com/mission")]
    [InlineData("--Compat:MissionDraft:Enabled=false")]
    public async Task Where_no_event_of_the_drafts_is_sent_metadata_promises_none(string setting)
    {
        await using TestHost host = await TestHost.StartAsync([.. MissionDraftFixture.Settings, setting]);
        JsonElement metadata = (await host.GetAsync("/.well-known/oauth-authorization-server")).IsOk().Json;
        Assert.DoesNotContain(metadata.EnumerateObject(), member => member.Name.StartsWith("mission_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_the_switch_off_nothing_changes()
    {
        await using TestHost host = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        TestHost.Answer derived = (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        TestHost.Answer crossing = (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        foreach (TestHost.Answer answer in (TestHost.Answer[])[tokens, derived, crossing])
        {
            Assert.False(answer.Json.TryGetProperty("mission_id", out _));
            Assert.False(AgentKey.Payload(answer.Member("access_token")).TryGetProperty("mission", out _));
        }

        JsonElement told = (await host.IntrospectAsync(derived.Member("access_token"))).IsOk().Json;
        Assert.Equal("active", told.GetProperty("mission_state").GetString());
        Assert.False(told.TryGetProperty("mission", out _));
        (await agent.PushAsync(agent.Request().With(("mission_intent", "{}")))).IsOk(System.Net.HttpStatusCode.Created);
    }

    [Fact]
    public async Task An_audience_that_knows_people_by_pairwise_identifiers_is_told_no_claim()
    {
        await using TestHost host = await TestHost.StartAsync([.. MissionDraftFixture.Settings, "--Downstream:0:Sector=crm.example.com", "--Clients:assistant:Sector=assistant.example.com"]);
        using TestAgent agent = new(host);
        TestHost.Answer tokens = await agent.MissionAsync();
        TestHost.Answer derived = (await agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        TestHost.Answer crossing = (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk();
        foreach (TestHost.Answer answer in (TestHost.Answer[])[tokens, derived, crossing])
        {
            Assert.False(answer.Json.TryGetProperty("mission_id", out _));
            Assert.False(AgentKey.Payload(answer.Member("access_token")).TryGetProperty("mission", out _));
        }
    }

    [Theory]
    [InlineData(
        "mission-intent", "https://as.example.com",
        """{"expires_at":"2026-12-31T23:59:59Z", "goal":"Reconcile Q3 invoices", "resources":["https://erp.example.com"]}""",
        "sha-256:6mIFoCz79uCHNzKLfBpBwqFjoFXdpmpuc65486IqimQ")]
    [InlineData(
        "mission-authority-set", "https://op.example.com",
        """
        [ {"actions":["calendar.event.create","calendar.event.read"],"type":"mission_resource_access","resource":"https://calendar-api.example.com","constraints":{"tenant":"example.com"}},
          {"type":"mission_resource_access","resource":"https://email-api.example.com","actions":["mail.message.send"],"constraints":{"recipient_domain":"example.com","tenant":"example.com"}},
          {"type":"mission_resource_access","resource":"https://crm-api.example.com","actions":["crm.activity.create"],"constraints":{"tenant":"example.com"}} ]
        """,
        "sha-256:9a8gkdNbb-hjs5ZXs4ezfvbDbiLQ7sy59j7o1SFasPs")]
    public void The_anchors_of_the_digest_come_out(string type, string issuer, string value, string expected) =>
        Assert.Equal(expected, Digest.Anchor(type, issuer, JsonElement.Parse(value)));

    private async Task IsToldAsync(string token, JsonElement claim, bool isActive, string state)
    {
        JsonElement told = (await Host.IntrospectAsync(token)).IsOk().Json;
        Assert.Equal(isActive, told.GetProperty("active").GetBoolean());
        JsonElement mission = told.GetProperty("mission");
        Assert.Equal(["id", "issuer", "authority_hash", "state"], mission.EnumerateObject().Select(member => member.Name));
        Assert.All(claim.EnumerateObject(), member => Assert.Equal(member.Value.GetString(), mission.GetProperty(member.Name).GetString()));
        Assert.Equal(state, mission.GetProperty("state").GetString());
    }
}
