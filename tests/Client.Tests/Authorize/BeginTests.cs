using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Authorize;

public sealed class BeginTests
{
    [Fact]
    public async Task A_request_is_pushed_with_context_PKCE_nonce_state_and_key_binding()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization pending = await client.PendingAsync(Agent.Request with
        {
            Assurance = new Assurance { AcrValues = ["phr", "phrh"], MaxAge = TimeSpan.FromMinutes(5) },
            AuthorizationDetails = [AuthorizationDetail.Resume("mr_0")],
            LoginHint = "user@example.com",
            Prompt = "login",
            ResponseMode = "form_post",
        });

        Seen push = provider.Last("/par");
        Assert.Equal("code", push.Form["response_type"]);
        Assert.Equal("openid offline_access", push.Form["scope"]);
        Assert.Equal("S256", push.Form["code_challenge_method"]);
        Assert.Equal(Jose.Hash(pending.CodeVerifier.Reveal()), push.Form["code_challenge"]);
        Assert.Equal(pending.Nonce.Reveal(), push.Form["nonce"]);
        Assert.Equal(pending.State.Reveal(), push.Form["state"]);
        Assert.Equal(pending.Key.Thumbprint, push.Form["dpop_jkt"]);
        Assert.Equal(pending.Key.Thumbprint, push.Key);
        Assert.Equal("phr phrh", push.Form["acr_values"]);
        Assert.Equal("300", push.Form["max_age"]);
        Assert.Equal("login", push.Form["prompt"]);
        Assert.Equal("form_post", push.Form["response_mode"]);
        Assert.Equal("user@example.com", push.Form["login_hint"]);
        Assert.Equal("""[{"type":"mission","mission_ref":"mr_0","operation":"resume"}]""", push.Form["authorization_details"]);
        Assert.Equal($"{provider.Issuer}/authorize?client_id=assistant&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3A1", pending.AuthorizationUrl.AbsoluteUri);
        Assert.Equal(provider.Time.GetUtcNow().AddSeconds(90), pending.ExpiresAt);

        JsonElement purpose = JsonElement.Parse(push.Form["client_context"]).GetProperty("contexts").GetProperty("purpose");
        Assert.Equal(Agent.Kind, purpose.GetProperty("kind").GetString());
        Assert.Equal(["eng-team@example.com"], purpose.GetProperty("params").GetProperty("attendees").Strings());
        Assert.Equal("Schedule a team meeting", purpose.GetProperty("display").GetProperty("title").GetString());
        Assert.Equal("agent", purpose.GetProperty("actor").GetProperty("type").GetString());
        Assert.Equal(28800, purpose.GetProperty("constraints").GetProperty("max_duration").GetInt32());
        Assert.Equal("2026-12-05T18:00:00Z", purpose.GetProperty("constraints").GetProperty("expires_at").GetString());
    }

    [Fact]
    public async Task Two_requests_share_no_secret_and_no_key()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        PendingAuthorization one = await client.PendingAsync();
        PendingAuthorization other = await client.PendingAsync();
        Assert.NotEqual(one.State, other.State);
        Assert.NotEqual(one.Nonce, other.Nonce);
        Assert.NotEqual(one.CodeVerifier, other.CodeVerifier);
        Assert.NotEqual(one.Key.Thumbprint, other.Key.Thumbprint);
    }

    [Fact]
    public async Task A_private_key_proves_the_client_with_the_issuer_as_the_only_audience()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using AgentKey key = AgentKey.Create();
        MissionClient client = await provider.ClientAsync(options => options with
        {
            Client = new ClientIdentity(Defaults.ClientId, new ClientCredential.PrivateKeyJwt(key, "client-1")),
        });
        await client.PendingAsync();

        Dictionary<string, string> form = provider.Last("/par").Form;
        string assertion = form["client_assertion"];
        Assert.Equal("urn:ietf:params:oauth:client-assertion-type:jwt-bearer", form["client_assertion_type"]);
        Assert.True(Jose.Verifies(assertion, key.PublicJwk));
        Assert.Equal("client-1", Jose.Part(assertion, 0).GetProperty("kid").GetString());
        JsonElement claims = Jose.Part(assertion, 1);
        Assert.Equal(provider.Issuer, claims.GetProperty("aud").GetString());
        Assert.Equal(Defaults.ClientId, claims.GetProperty("iss").GetString());
        Assert.Equal(Defaults.ClientId, claims.GetProperty("sub").GetString());
        Assert.Equal(60, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task A_shared_secret_travels_form_encoded_in_the_header_and_the_body_of_a_pushed_request_names_the_client_only()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync(options => options with
        {
            Client = new ClientIdentity("a b", new ClientCredential.SecretBasic(new SecretText("p:ä"))),
        });
        await client.PendingAsync();
        Seen push = provider.Last("/par");
        Assert.Equal("a+b:p%3A%C3%A4", Encoding.ASCII.GetString(Convert.FromBase64String(push.Headers["Authorization"]["Basic ".Length..])));
        Assert.Equal("a b", push.Form["client_id"]);
        Assert.DoesNotContain("client_secret", push.Form.Keys);
    }

    [Theory]
    [InlineData("pushed_authorization_request_endpoint")]
    [InlineData("authorization_endpoint")]
    [InlineData("jwks_uri")]
    [InlineData("client_context_types_supported")]
    public async Task A_provider_that_lacks_a_member_is_not_asked(string member)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Metadata.Remove(member);
        BeginResult result = await (await provider.ClientAsync()).BeginAsync(Agent.Request, Agent.Cancellation);
        Assert.Equal(member, Assert.IsType<BeginResult.NotOffered>(result).What);
        Assert.Empty(provider.At("/par"));
    }

    [Fact]
    public async Task A_response_type_that_is_not_offered_is_not_asked_for_and_the_order_of_its_words_does_not_count()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Assert.IsType<BeginResult.Ready>(await (await provider.ClientAsync()).BeginAsync(Agent.Request with { ResponseType = ResponseType.Either }, Agent.Cancellation));
        Assert.Equal("deferred_code code", provider.Pushed["response_type"]);
        provider.Metadata["response_types_supported"] = new JsonArray("code");
        BeginResult result = await (await provider.ClientAsync()).BeginAsync(Agent.Request with { ResponseType = ResponseType.Either }, Agent.Cancellation);
        Assert.Equal("response_types_supported", Assert.IsType<BeginResult.NotOffered>(result).What);
    }

    [Fact]
    public async Task A_refusal_keeps_code_and_description_and_ignores_the_rest()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/par", _ => Reply.Error("invalid_client_context_value", ("error_description", "purpose.params.window.to: not a date-time"), ("other", 1)));
        BeginResult result = await (await provider.ClientAsync()).BeginAsync(Agent.Request, Agent.Cancellation);
        MissionPolicy.Client.Wire.OAuthError error = Assert.IsType<BeginResult.Refused>(result).Error;
        Assert.Equal("invalid_client_context_value", error.Code);
        Assert.Equal("purpose.params.window.to: not a date-time", error.Description);
    }

    [Theory]
    [InlineData(201, "{}")]
    [InlineData(201, """{"request_uri":7}""")]
    [InlineData(201, "[]")]
    [InlineData(201, "not json")]
    [InlineData(201, """{"request_uri":"a","request_uri":"b"}""")]
    [InlineData(500, "<html>")]
    [InlineData(400, """{"error":7}""")]
    public async Task An_answer_outside_the_specification_is_unusable(int status, string body)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Always("/par", _ => new Reply(status, body));
        Assert.IsType<BeginResult.Unusable>(await (await provider.ClientAsync()).BeginAsync(Agent.Request, Agent.Cancellation));
    }
}
