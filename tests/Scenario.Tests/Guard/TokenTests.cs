using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>RFC 9068 §4 and RFC 6750 §3, at a resource server.</summary>
public sealed class TokenTests
{
    public static TheoryData<string, Action<JsonObject, JsonObject>> Bad => new()
    {
        { "another audience", (_, claims) => claims["aud"] = "https://email-api.example.com" },
        { "two audiences", (_, claims) => claims["aud"] = new JsonArray(GuardedHost.Audience, "https://email-api.example.com") },
        { "another issuer", (_, claims) => claims["iss"] = "https://elsewhere.example.com" },
        { "an ID Token's type", (header, _) => header["typ"] = "JWT" },
        { "no type", (header, _) => header.Remove("typ") },
        { "another key", (header, _) => header["kid"] = "k2" },
        { "over", (_, claims) => claims["exp"] = claims["iat"]!.GetValue<long>() },
        { "no end", (_, claims) => claims.Remove("exp") },
        { "not yet", (_, claims) => claims["nbf"] = claims["iat"]!.GetValue<long>() + 60 },
        { "not bound", (_, claims) => claims.Remove("cnf") },
        { "no Mission", (_, claims) => claims.Remove("mission_ref") },
        { "no client", (_, claims) => claims.Remove("client_id") },
    };

    [Fact]
    public async Task A_token_for_this_server_with_a_proof_of_its_key_is_let_through()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task One_audience_may_stand_in_a_list()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        JsonObject claims = host.TokenClaims();
        claims["aud"] = new JsonArray(GuardedHost.Audience);
        string token = Jose.Sign(host.IssuerKey, GuardedHost.TokenHeader(), claims);
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_token_that_is_not_for_this_request_is_refused(string what, Action<JsonObject, JsonObject> spoil)
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        (JsonObject header, JsonObject claims) = (GuardedHost.TokenHeader(), host.TokenClaims());
        spoil(header, claims);
        string token = Jose.Sign(host.IssuerKey, header, claims);
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, what);
        Assert.Contains("error=\"invalid_token\"", Challenge(answer), StringComparison.Ordinal);
        Assert.Contains("algs=\"ES256 PS256\"", Challenge(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_somebody_else_signed_is_refused()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using ECDsa other = Jose.NewKey();
        string token = Jose.Sign(other, GuardedHost.TokenHeader(), host.TokenClaims());
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Contains("invalid_token", Challenge(answer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("e30.e30.")]
    [InlineData("e30.e30.AA")]
    [InlineData("eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.AA")]
    public async Task What_is_no_signed_token_is_refused(string token)
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using HttpResponseMessage answer = await host.SendAsync(HttpMethod.Get, token.Length == 0 ? " " : token, [host.Proof(token)], "/events/cal_team01");
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Without_a_token_the_challenge_names_no_error()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using HttpResponseMessage answer = await host.GetAsync(null, null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.DoesNotContain("error", Challenge(answer), StringComparison.Ordinal);
        Assert.Contains("resource_metadata=\"https://calendar-api.example.com/.well-known/oauth-protected-resource\"", Challenge(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bound_token_does_not_pass_as_a_bearer_token()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token), scheme: "Bearer");
        Assert.Contains("invalid_token", Challenge(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_issuer_is_down_nobody_is_let_through()
    {
        await using GuardedHost host = await GuardedHost.StartAsync(issuerIsUp: false);
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
    }

    [Fact]
    public async Task The_metadata_names_the_authorization_server()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using HttpResponseMessage answer = await host.GetAsync(null, null, "/.well-known/oauth-protected-resource");
        JsonNode metadata = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal(GuardedHost.Audience, metadata["resource"]!.GetValue<string>());
        Assert.Equal(GuardedHost.Issuer, metadata["authorization_servers"]![0]!.GetValue<string>());
        Assert.True(metadata["dpop_bound_access_tokens_required"]!.GetValue<bool>());
    }

    private static string Challenge(HttpResponseMessage answer) => Assert.Single(answer.Headers.WwwAuthenticate).ToString();
}
