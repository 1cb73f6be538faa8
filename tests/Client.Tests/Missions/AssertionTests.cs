using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Missions;

public sealed class AssertionTests
{
    [Theory]
    [InlineData(false, "rt-1", "urn:ietf:params:oauth:token-type:refresh_token")]
    [InlineData(true, null, "urn:ietf:params:oauth:token-type:id_token")]
    public async Task An_assertion_is_asked_for_with_refresh_token_or_ID_Token(bool fromIdToken, string? subject, string type)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Assertion(provider, mission));
        IdentityAssertion assertion = (await mission.AssertionForAsync(Request(provider) with { FromIdToken = fromIdToken, Scope = "crm.activity.create" }, Agent.Cancellation)).Granted();
        Assert.Equal("crm-assistant-042", assertion.ClientId);
        Dictionary<string, string> form = provider.Last("/token").Form;
        Assert.Equal("urn:ietf:params:oauth:token-type:id-jag", form["requested_token_type"]);
        Assert.Equal((subject ?? mission.Save().IdToken.Reveal(), type), (form["subject_token"], form["subject_token_type"]));
        Assert.Equal((provider.Issuer, "crm.activity.create"), (form["audience"], form["scope"]));
        Assert.Equal("""[{"type":"mission","mission_ref":"mr_1"}]""", form["authorization_details"]);
    }

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "cnf", """{"jkt":"somebody"}""", "cnf" },
        { "cnf", null, "cnf" },
        { "aud", "\"https://other.example\"", "aud" },
        { "aud", """["ISSUER","https://other.example"]""", "aud" },
        { "iss", "\"https://other.example\"", "iss" },
        { "exp", "1", "exp" },
        { "client_id", null, "client_id" },
        { "mission_ref", "\"mr_other\"", "mission_ref" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_assertion_with_a_wrong_claim_inside_is_not_handed_out(string claim, string? value, string detail)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Assertion(provider, mission, claims =>
        {
            claims.Remove(claim);
            if (value is not null)
            {
                claims[claim] = JsonNode.Parse(value.Replace("ISSUER", provider.Issuer, StringComparison.Ordinal));
            }
        }));
        Assert.Equal(detail, Assert.IsType<MissionAnswer<IdentityAssertion>.Unusable>(await mission.AssertionForAsync(Request(provider), Agent.Cancellation)).Detail);
    }

    [Theory]
    [InlineData("JWT", "urn:ietf:params:oauth:token-type:id-jag", "typ")]
    [InlineData("oauth-id-jag+jwt", "urn:ietf:params:oauth:token-type:access_token", "issued_token_type")]
    public async Task Something_else_than_an_assertion_is_not_handed_out(string type, string issued, string detail)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Assertion(provider, mission, type: type, issued: issued));
        Assert.Equal(detail, Assert.IsType<MissionAnswer<IdentityAssertion>.Unusable>(await mission.AssertionForAsync(Request(provider), Agent.Cancellation)).Detail);
    }

    [Fact]
    public async Task An_assertion_is_redeemed_with_the_same_key_as_another_client()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        await using FakeProvider crm = await FakeProvider.StartAsync();
        crm.Time.SetUtcNow(provider.Time.GetUtcNow());
        using AgentKey clientKey = AgentKey.Create();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Assertion(provider, mission, claims => claims["aud"] = crm.Issuer));
        crm.Once("/token", _ => new Reply(200, """{"access_token":"at-crm","token_type":"DPoP","expires_in":240,"scope":"crm.activity.create"}"""));
        IdentityAssertion assertion = (await mission.AssertionForAsync(new AssertionRequest { Audience = crm.Issuer }, Agent.Cancellation)).Granted();

        ServerMetadata server = Assert.IsType<DiscoveryResult.Found>(await ServerMetadata.DiscoverAsync(crm.Issuer, crm.Http, Agent.Cancellation)).Server;
        ClientIdentity there = new("crm-assistant-042", new ClientCredential.PrivateKeyJwt(clientKey, "c1"));
        MissionToken token = (await mission.RedeemAsync(server, there, assertion, Agent.Cancellation)).Granted();

        Assert.Equal(("at-crm", "https://crm-api.example.com"), (token.AccessToken.Reveal(), token.Resource));
        Seen seen = crm.Last("/token");
        Assert.Equal("urn:ietf:params:oauth:grant-type:jwt-bearer", seen.Form["grant_type"]);
        Assert.Equal(assertion.Raw.Reveal(), seen.Form["assertion"]);
        Assert.Equal(mission.Save().Key.Thumbprint, seen.Key);
        Assert.Equal(crm.Issuer, Jose.Part(seen.Form["client_assertion"], 1).GetProperty("aud").GetString());
        Assert.Equal("crm-assistant-042", Jose.Part(seen.Form["client_assertion"], 1).GetProperty("sub").GetString());
    }

    [Fact]
    public async Task An_assertion_is_never_shown_to_another_server_and_a_refusal_there_is_an_answer()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Assertion(provider, mission)).Once("/token", _ => Reply.Error("invalid_grant"));
        IdentityAssertion assertion = (await mission.AssertionForAsync(Request(provider), Agent.Cancellation)).Granted();
        ServerMetadata here = Assert.IsType<DiscoveryResult.Found>(await ServerMetadata.DiscoverAsync(provider.Issuer, provider.Http, Agent.Cancellation)).Server;
        ClientIdentity client = new("crm-assistant-042", new ClientCredential.None());
        await Assert.ThrowsAsync<ArgumentException>(() => mission.RedeemAsync(here with { Issuer = "https://other.example" }, client, assertion, Agent.Cancellation));
        Assert.IsType<MissionAnswer<MissionToken>.Refused>(await mission.RedeemAsync(here, client, assertion, Agent.Cancellation));
    }

    private static AssertionRequest Request(FakeProvider provider) => new() { Audience = provider.Issuer };

    private static Reply Assertion(
        FakeProvider provider,
        Mission mission,
        Action<JsonObject>? change = null,
        string type = "oauth-id-jag+jwt",
        string issued = "urn:ietf:params:oauth:token-type:id-jag")
    {
        JsonObject claims = new()
        {
            ["iss"] = provider.Issuer,
            ["sub"] = "crm-pairwise-71",
            ["aud"] = provider.Issuer,
            ["client_id"] = "crm-assistant-042",
            ["exp"] = provider.Time.GetUtcNow().AddMinutes(5).ToUnixTimeSeconds(),
            ["resource"] = "https://crm-api.example.com",
            ["mission_ref"] = mission.Ref,
            ["cnf"] = new JsonObject { ["jkt"] = mission.Save().Key.Thumbprint },
        };
        change?.Invoke(claims);
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Reply.Json(200, new JsonObject
        {
            ["issued_token_type"] = issued,
            ["access_token"] = Jose.Sign(key, new JsonObject { ["alg"] = "ES256", ["typ"] = type }, claims),
            ["token_type"] = "N_A",
            ["expires_in"] = 300,
        });
    }
}
