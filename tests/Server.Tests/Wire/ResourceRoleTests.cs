using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Tests.Some;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>Id-jag digest §5 and §6: the CRM's own authorization server redeems an assertion, in sixteen steps, and says nothing of the home Mission.</summary>
public sealed class ResourceRoleTests : IAsyncLifetime
{
    private readonly AgentKey home = new();
    private CrmHost? crm;

    private CrmHost Crm => crm ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => crm = await CrmHost.StartAsync(CrmHost.JwksOf(home));

    public ValueTask DisposeAsync()
    {
        home.Dispose();
        return Crm.DisposeAsync();
    }

    [Fact]
    public async Task An_assertion_becomes_a_token_of_the_CRMs_own()
    {
        JsonObject claims = Crm.Claims(value => value["act"] = new JsonObject { ["sub"] = "agent_scheduler", ["iss"] = TestAgent.Issuer });
        TestHost.Answer answer = await Crm.RedeemAsync(CrmHost.Assertion(home, claims));
        Assert.True(answer.Status == HttpStatusCode.OK, await Crm.LastReasonAsync());
        JsonElement token = AgentKey.Payload(answer.Member("access_token"));
        Assert.Equal((TestAgent.CrmAs, TestAgent.CrmApi), (token.GetProperty("iss").GetString(), token.GetProperty("aud").GetString()));
        Assert.Equal(Crm.Key.Thumbprint, token.GetProperty("cnf").GetProperty("jkt").GetString());
        Assert.Equal("mr_home", token.GetProperty("mission_ref").GetString());
        Assert.NotEqual("crm-pairwise-71", token.GetProperty("sub").GetString());
        Assert.Equal((long)claims["exp"]!, token.GetProperty("exp").GetInt64());
        Assert.Equal(("DPoP", "crm.activity.create", 200), (answer.Member("token_type"), answer.Member("scope"), answer.Json.GetProperty("expires_in").GetInt32()));
        Assert.Equal(("agent_scheduler", TestAgent.Issuer), (token.GetProperty("act").GetProperty("sub").GetString(), token.GetProperty("act").GetProperty("iss").GetString()));
        Assert.False(answer.Json.TryGetProperty("refresh_token", out _));
        JsonElement told = (await Crm.Host.IntrospectAsync(answer.Member("access_token"), "crm-api", "crm-api-secret-0123456789abcdef")).IsOk().Json;
        Assert.True(told.GetProperty("active").GetBoolean());
        Crm.Host.Time.Advance(TimeSpan.FromSeconds(201));
        Assert.False((await Crm.Host.IntrospectAsync(answer.Member("access_token"), "crm-api", "crm-api-secret-0123456789abcdef")).Json.GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task What_the_provider_issues_is_redeemed_and_only_once()
    {
        await using TestHost op = await TestHost.StartAsync(AgentFixture.Settings);
        using TestAgent agent = new(op);
        TestHost.Answer tokens = await agent.MissionAsync();
        await using CrmHost real = await CrmHost.StartAsync((await op.GetAsync("/jwks")).Json.ToString());
        real.Host.Time.Advance(op.Time.GetUtcNow() - real.Host.Time.GetUtcNow());
        string assertion = (await agent.TokenAsync(AgentSteps.AssertionRequest(tokens))).IsOk().Member("access_token");
        TestHost.Answer answer = (await real.RedeemAsync(assertion, agent.Key)).IsOk();
        string text = AgentKey.Payload(answer.Member("access_token")).ToString();
        Assert.All((string[])["display", "window", "cal_team01", "weekly", "attendees", "envelope", "params"], home => Assert.DoesNotContain(home, text, StringComparison.Ordinal));
        (await real.RedeemAsync(assertion, agent.Key)).IsRefused("invalid_grant");
        (await agent.TokenAsync(AgentSteps.Form(("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion)))).IsRefused("unsupported_grant_type");
    }

    [Fact]
    public async Task Keys_come_from_the_metadata_of_the_trusted_issuer()
    {
        int port = FreePort();
        string issuer = $"http://127.0.0.1:{port}";
        await using CrmHost asking = await CrmHost.StartAsync("{}", [.. CrmHost.Settings(issuer, null)]);
        JsonObject claims = asking.Claims(value => value["iss"] = issuer);
        (await asking.RedeemAsync(CrmHost.Assertion(home, claims))).IsRefused("temporarily_unavailable", HttpStatusCode.ServiceUnavailable);

        await using TestHost op = await TestHost.StartAsync([.. AgentFixture.Settings, $"--urls={issuer}", $"--Server:Issuer={issuer}"]);
        TokenSigner signer = op.App.Services.GetRequiredService<TokenSigner>();
        string signed = signer.Sign(TokenSigner.AssertionType, writer => Members(writer, claims));
        (await asking.RedeemAsync(signed)).IsOk();
        (await asking.RedeemAsync(CrmHost.Assertion(home, asking.Claims(value => value["iss"] = issuer)))).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task An_assertion_that_is_none_or_of_nobody_trusted_is_refused()
    {
        using AgentKey stranger = new();
        JsonObject good = Crm.Claims();
        foreach ((string name, string assertion) in ((string, string)[])
            [
                ("no JWT", "nonsense"),
                ("too long", new string('x', 20_000)),
                ("typ of an access token", CrmHost.Assertion(home, Crm.Claims(), "at+jwt")),
                ("typ of any JWT", CrmHost.Assertion(home, Crm.Claims(), "JWT")),
                ("issuer unknown", CrmHost.Assertion(home, Crm.Claims(value => value["iss"] = "https://evil.example.com"))),
                ("issuer itself", CrmHost.Assertion(home, Crm.Claims(value => value["iss"] = TestAgent.CrmAs))),
                ("key of a stranger", CrmHost.Assertion(stranger, good)),
                ("unknown kid", CrmHost.Assertion(home, Crm.Claims(), kid: "other")),
                ("alg none", Unsigned(Crm.Claims())),
                ("crit", home.Sign(new JsonObject { ["typ"] = "oauth-id-jag+jwt", ["kid"] = CrmHost.Kid, ["crit"] = new JsonArray("exp") }, Crm.Claims())),
                ("altered", Altered(CrmHost.Assertion(home, Crm.Claims()))),
            ])
        {
            await RefusedAsync(assertion, name);
        }

        (await Crm.RedeemAsync(CrmHost.Assertion(home, good))).IsOk();
    }

    [Theory]
    [InlineData("aud", "\"https://another-as.example.com\"")]
    [InlineData("aud", "[\"http://localhost:5200\",\"https://another-as.example.com\"]")]
    [InlineData("aud", null)]
    [InlineData("exp", null)]
    [InlineData("exp", "1")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("exp", "9007199254740991")]
    [InlineData("iat", null)]
    [InlineData("iat", "9007199254740991")]
    [InlineData("iat", "-9223372036854775808")]
    [InlineData("jti", null)]
    [InlineData("jti", "\"\"")]
    [InlineData("sub", null)]
    [InlineData("client_id", null)]
    [InlineData("client_id", "\"crm-other\"")]
    [InlineData("cnf", null)]
    [InlineData("cnf", "{}")]
    [InlineData("cnf", "{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")]
    [InlineData("mission_ref", null)]
    [InlineData("purpose_kind", null)]
    [InlineData("purpose_kind", "\"https://assistant.example.com/purposes/unknown\"")]
    [InlineData("authorization_details", "\"all\"")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_other\",\"locations\":[\"https://crm-api.example.com\"],\"datatypes\":[\"crm.activity\"],\"actions\":[\"create\"]}]")]
    public async Task A_claim_that_does_not_fit_is_an_invalid_grant_and_no_more(string claim, string? json) => await RefusedAsync(
        CrmHost.Assertion(home, Crm.Claims(claims => Put(claims, claim, json))), claim);

    [Theory]
    [InlineData("acr", "\"mfa\"", "access_denied")]
    [InlineData("acr", null, "access_denied")]
    [InlineData("resource", "\"https://calendar-api.example.com\"", "invalid_target")]
    [InlineData("scope", "\"crm.activity.delete\"", "invalid_scope")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_home\",\"locations\":[\"https://other-api.example.com\"],\"datatypes\":[\"crm.activity\"],\"actions\":[\"create\"]}]", "invalid_target")]
    public async Task Local_policy_cuts_and_never_adds(string claim, string? json, string error) =>
        (await Crm.RedeemAsync(CrmHost.Assertion(home, Crm.Claims(claims => Put(claims, claim, json))))).IsRefused(error);

    [Theory]
    [InlineData("datatypes")]
    [InlineData("actions")]
    [InlineData("datatypes actions")]
    public async Task A_detail_without_actions_does_not_hand_the_word_to_the_scopes(string missing)
    {
        JsonObject vague = CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "read");
        Array.ForEach(missing.Split(' '), name => vague.Remove(name));
        JsonArray[] told = [new JsonArray(vague.DeepClone()), new JsonArray(vague.DeepClone(), CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "create"))];
        foreach (JsonArray details in told)
        {
            (await Crm.RedeemAsync(CrmHost.Assertion(home, Crm.Claims(claims => claims["authorization_details"] = details)))).IsRefused("invalid_authorization_details");
        }
    }

    [Theory]
    [InlineData("resource", "https://other-api.example.com", "invalid_target")]
    [InlineData("scope", "crm.activity.read", "invalid_scope")]
    [InlineData("authorization_details", "[]", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_home\",\"locations\":[\"https://crm-api.example.com\"],\"datatypes\":[\"crm.activity\"],\"actions\":[\"read\"]}]", "invalid_authorization_details")]
    [InlineData("authorization_details", "[{\"type\":\"mission\",\"mission_ref\":\"mr_other\",\"locations\":[\"https://crm-api.example.com\"],\"datatypes\":[\"crm.activity\"],\"actions\":[\"create\"]}]", "invalid_authorization_details")]
    public async Task A_request_gets_no_more_than_the_assertion_gives(string name, string value, string error) =>
        (await Crm.RedeemAsync(CrmHost.Assertion(home, Crm.Claims()), more: (name, value))).IsRefused(error);

    [Fact]
    public async Task A_detail_counts_at_its_own_server_only()
    {
        JsonObject claims = Crm.Claims(value =>
        {
            value.Remove("resource");
            value.Remove("scope");
            value["authorization_details"] = new JsonArray(
                CrmHost.Detail(TestAgent.CrmApi, "crm.activity", "create"), CrmHost.Detail("https://other-api.example.com", "crm.activity", "read"));
        });
        TestHost.Answer answer = (await Crm.RedeemAsync(CrmHost.Assertion(home, claims), more: ("resource", TestAgent.CrmApi))).IsOk();
        Assert.Equal("crm.activity.create", answer.Member("scope"));
    }

    [Fact]
    public async Task A_failed_try_burns_the_assertion()
    {
        string assertion = CrmHost.Assertion(home, Crm.Claims());
        using AgentKey other = new();
        (await Crm.RedeemAsync(assertion, other)).IsRefused("invalid_grant");
        (await Crm.RedeemAsync(assertion)).IsRefused("invalid_grant");

        string named = CrmHost.Assertion(home, Crm.Claims());
        (await Crm.RedeemAsync(named, clientId: "crm-other")).IsRefused("invalid_grant");
        (await Crm.RedeemAsync(named)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task A_client_without_credentials_or_proof_burns_nothing()
    {
        string assertion = CrmHost.Assertion(home, Crm.Claims());
        Dictionary<string, string> form = AgentSteps.Form(("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion));
        (await Crm.PostAsync(form.With(("client_assertion", "x.y.z")), null)).IsRefused("invalid_client", HttpStatusCode.Unauthorized);
        (await Crm.PostAsync(form, null)).IsRefused("invalid_dpop_proof");
        (await Crm.PostAsync(form, "x.y.z")).IsRefused("invalid_dpop_proof");
        (await Crm.PostAsync(form.With(("assertion", null)), Crm.Key.Proof("POST", TestAgent.CrmAs + "/token", Crm.Host.Time.GetUtcNow()))).IsRefused("use_dpop_nonce");
        (await Crm.RedeemAsync(assertion)).IsOk();
    }

    [Fact]
    public async Task A_person_or_tenant_that_is_not_known_here_gets_nothing()
    {
        await using CrmHost strict = await CrmHost.StartAsync(
            CrmHost.JwksOf(home), "--ResourceRole:Issuers:0:ProvisionSubjects=false", "--ResourceRole:Issuers:0:Subjects:crm-pairwise-71=local_alice", "--ResourceRole:Issuers:0:Tenants:0=example.com",
            "--ResourceRole:Policies:0:RequireActor=true");
        Action<JsonObject> actor = value => value["act"] = new JsonObject { ["sub"] = "agent_scheduler", ["iss"] = TestAgent.Issuer };
        JsonObject Known(Action<JsonObject>? change = null) => strict.Claims(value =>
        {
            value["tenant"] = "example.com";
            actor(value);
            change?.Invoke(value);
        });
        TestHost.Answer answer = (await strict.RedeemAsync(CrmHost.Assertion(home, Known()))).IsOk();
        Assert.Equal("local_alice", AgentKey.Payload(answer.Member("access_token")).GetProperty("sub").GetString());
        (await strict.RedeemAsync(CrmHost.Assertion(home, Known(value => value["sub"] = "somebody")))).IsRefused("invalid_grant");
        (await strict.RedeemAsync(CrmHost.Assertion(home, Known(value => value["tenant"] = "customer.example")))).IsRefused("invalid_grant");
        (await strict.RedeemAsync(CrmHost.Assertion(home, Known(value => value.Remove("tenant"))))).IsRefused("invalid_grant");
        (await strict.RedeemAsync(CrmHost.Assertion(home, Known(value => value.Remove("act"))))).IsRefused("access_denied");
        (await strict.RedeemAsync(CrmHost.Assertion(home, Known(value => value["act"]!["iss"] = "https://evil.example.com")))).IsRefused("access_denied");
    }

    [Fact]
    public async Task The_metadata_names_the_profile_and_no_trust()
    {
        JsonElement metadata = (await Crm.Host.GetAsync("/.well-known/oauth-authorization-server")).IsOk().Json;
        Assert.Equal(TestAgent.CrmAs, metadata.GetProperty("issuer").GetString());
        Assert.Equal(["urn:ietf:params:oauth:grant-type:jwt-bearer"], metadata.GetProperty("grant_types_supported").EnumerateArray().Select(grant => grant.GetString()));
        Assert.Equal(["urn:ietf:params:oauth:grant-profile:id-jag"], metadata.GetProperty("authorization_grant_profiles_supported").EnumerateArray().Select(profile => profile.GetString()));
        Assert.DoesNotContain("5100", metadata.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Crm.Host.GetAsync("/.well-known/openid-configuration")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Crm.Host.GetAsync("/authorize")).Status);
        foreach (JsonProperty member in metadata.EnumerateObject().Where(member => member.Name.EndsWith("_endpoint", StringComparison.Ordinal) || member.Name == "jwks_uri"))
        {
            Assert.NotEqual(HttpStatusCode.NotFound, (await Crm.Host.GetAsync(member.Value.GetString()![TestAgent.CrmAs.Length..])).Status);
        }
    }

    private async Task RefusedAsync(string assertion, string name)
    {
        TestHost.Answer answer = await Crm.RedeemAsync(assertion);
        Assert.True(TestAgent.Error(answer) == "invalid_grant", $"{name}: {answer.Status} {answer.Json}");
        answer.IsRefused("invalid_grant");
        Assert.Equal("the assertion is not accepted", answer.Member("error_description"));
        Assert.Equal(["error", "error_description"], answer.Json.EnumerateObject().Select(member => member.Name));
    }

    private static void Put(JsonObject claims, string claim, string? json)
    {
        claims.Remove(claim);
        if (json is not null)
        {
            claims[claim] = JsonNode.Parse(json);
        }
    }

    private static void Members(Utf8JsonWriter writer, JsonObject claims)
    {
        foreach ((string name, JsonNode? value) in claims)
        {
            writer.WritePropertyName(name);
            value!.WriteTo(writer);
        }
    }

    private static string Unsigned(JsonObject claims)
    {
        using AgentKey any = new();
        string[] parts = any.Sign(new JsonObject { ["typ"] = "oauth-id-jag+jwt", ["alg"] = "none" }, claims).Split('.');
        return $"{parts[0]}.{parts[1]}.";
    }

    private static string Altered(string assertion)
    {
        string[] parts = assertion.Split('.');
        JsonObject claims = JsonNode.Parse(AgentKey.Payload(assertion).ToString())!.AsObject();
        claims["scope"] = "crm.activity.read";
        return $"{parts[0]}.{System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }

    // Below the ports that the system gives to whoever asks for any: nobody takes it in between.
    private static int FreePort() => Enumerable.Range(0, 2000).Select(step => 12_000 + ((Environment.ProcessId + step) % 2000)).First(port =>
    {
        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    });
}
