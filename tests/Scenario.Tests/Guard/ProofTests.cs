using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>RFC 9449 §4.3, §7 and §9, at a resource server.</summary>
public sealed class ProofTests
{
    public static TheoryData<string, Action<JsonObject, JsonObject>> Bad => new()
    {
        { "another type", (header, _) => header["typ"] = "JWT" },
        { "an algorithm of shared secrets", (header, _) => header["alg"] = "HS256" },
        { "no key", (header, _) => header.Remove("jwk") },
        { "a private key", (header, _) => header["jwk"]!["d"] = "AA" },
        { "another curve", (header, _) => header["jwk"]!["crv"] = "P-384" },
        { "no jti", (_, claims) => claims.Remove("jti") },
        { "a long jti", (_, claims) => claims["jti"] = new string('j', 129) },
        { "another method", (_, claims) => claims["htm"] = "POST" },
        { "the method in other letters", (_, claims) => claims["htm"] = "get" },
        { "another path", (_, claims) => claims["htu"] = GuardedHost.Audience + "/events/cal_board1" },
        { "another server", (_, claims) => claims["htu"] = "https://email-api.example.com/events/cal_team01" },
        { "no htu", (_, claims) => claims.Remove("htu") },
        { "too old", (_, claims) => claims["iat"] = claims["iat"]!.GetValue<long>() - 61 },
        { "of the future", (_, claims) => claims["iat"] = claims["iat"]!.GetValue<long>() + 11 },
        { "iat is a text", (_, claims) => claims["iat"] = "now" },
        { "no token", (_, claims) => claims.Remove("ath") },
        { "another token", (_, claims) => claims["ath"] = Jose.Hash("other") },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task A_proof_that_is_not_of_this_request_is_refused(string what, Action<JsonObject, JsonObject> spoil)
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        (JsonObject header, JsonObject claims) = (host.ProofHeader(), host.ProofClaims(token));
        spoil(header, claims);
        await RefusedAsync(await host.GetAsync(token, Jose.Sign(host.AgentKey, header, claims)), "invalid_dpop_proof", what);
    }

    [Fact]
    public async Task A_proof_is_used_once()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        string proof = host.Proof(token);
        using HttpResponseMessage first = await host.GetAsync(token, proof);
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        await RefusedAsync(await host.GetAsync(token, proof), "invalid_dpop_proof");
    }

    [Fact]
    public async Task The_key_is_the_one_that_the_token_is_bound_to()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using ECDsa thief = Jose.NewKey();
        string token = host.Token();
        JsonObject header = host.ProofHeader();
        header["jwk"] = Jose.Jwk(thief);
        await RefusedAsync(await host.GetAsync(token, Jose.Sign(thief, header, host.ProofClaims(token))), "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_shown_key_that_did_not_sign_is_refused()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using ECDsa thief = Jose.NewKey();
        string token = host.Token();
        await RefusedAsync(await host.GetAsync(token, Jose.Sign(thief, host.ProofHeader(), host.ProofClaims(token))), "invalid_dpop_proof");
    }

    [Fact]
    public async Task A_request_has_one_proof()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        await RefusedAsync(await host.GetAsync(token, null), "invalid_dpop_proof");
        await RefusedAsync(await host.SendAsync(HttpMethod.Get, token, [host.Proof(token), host.Proof(token)], "/events/cal_team01"), "invalid_dpop_proof");
    }

    [Fact]
    public async Task The_query_is_no_part_of_the_address()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        string token = host.Token();
        using HttpResponseMessage answer = await host.GetAsync(token, host.Proof(token), "/events/cal_team01?from=now");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task An_RSA_key_signs_with_PSS()
    {
        await using GuardedHost host = await GuardedHost.StartAsync();
        using RSA key = RSA.Create(2048);
        RSAParameters numbers = key.ExportParameters(includePrivateParameters: false);
        (string n, string e) = (Base64Url.EncodeToString(numbers.Modulus), Base64Url.EncodeToString(numbers.Exponent));
        JsonObject claims = host.TokenClaims();
        claims["cnf"]!["jkt"] = Jose.Hash($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""");
        string token = Jose.Sign(host.IssuerKey, GuardedHost.TokenHeader(), claims);
        JsonObject header = new() { ["typ"] = "dpop+jwt", ["alg"] = "PS256", ["jwk"] = new JsonObject { ["kty"] = "RSA", ["n"] = n, ["e"] = e } };
        using HttpResponseMessage answer = await host.GetAsync(token, Jose.SignPss(key, header, host.ProofClaims(token)));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Where_a_nonce_is_needed_it_is_handed_out_and_taken()
    {
        await using GuardedHost host = await GuardedHost.StartAsync(requireNonce: true);
        string token = host.Token();
        HttpResponseMessage asked = await host.GetAsync(token, host.Proof(token));
        string nonce = Assert.Single(asked.Headers.GetValues("DPoP-Nonce"));
        await RefusedAsync(asked, "use_dpop_nonce");
        JsonObject claims = host.ProofClaims(token);
        claims["nonce"] = nonce;
        using HttpResponseMessage answer = await host.GetAsync(token, Jose.Sign(host.AgentKey, host.ProofHeader(), claims));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stale_nonce_is_asked_for_again_even_where_none_is_needed(bool isNeeded)
    {
        await using GuardedHost host = await GuardedHost.StartAsync(isNeeded);
        string token = host.Token();
        JsonObject claims = host.ProofClaims(token);
        claims["nonce"] = "stale";
        await RefusedAsync(await host.GetAsync(token, Jose.Sign(host.AgentKey, host.ProofHeader(), claims)), "use_dpop_nonce");
    }

    private static Task RefusedAsync(HttpResponseMessage answer, string error, string what = "")
    {
        using (answer)
        {
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, what);
            Assert.Contains($"error=\"{error}\"", Assert.Single(answer.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
        }

        return Task.CompletedTask;
    }
}
