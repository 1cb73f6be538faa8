using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;
using MissionPolicy.Client.Tokens;

namespace MissionPolicy.Client.Tests.Authorize;

public sealed class IdTokenTests
{
    public static TheoryData<string, string, string?, IdTokenCheck> Altered => new()
    {
        { "another issuer", "iss", "\"https://evil.example\"", IdTokenCheck.Issuer },
        { "no issuer", "iss", null, IdTokenCheck.Issuer },
        { "another audience", "aud", "\"somebody\"", IdTokenCheck.Audience },
        { "a further audience", "aud", """["assistant","somebody"]""", IdTokenCheck.Audience },
        { "no audience", "aud", "[]", IdTokenCheck.Audience },
        { "another party", "azp", "\"somebody\"", IdTokenCheck.AuthorizedParty },
        { "expired", "exp", "1796112000", IdTokenCheck.Expiry },
        { "no end", "exp", null, IdTokenCheck.Expiry },
        { "end as text", "exp", "\"1896112000\"", IdTokenCheck.Expiry },
        { "from the future", "iat", "1896112000", IdTokenCheck.IssuedAt },
        { "no time of issue", "iat", null, IdTokenCheck.IssuedAt },
        { "another nonce", "nonce", "\"other\"", IdTokenCheck.Nonce },
        { "no nonce", "nonce", null, IdTokenCheck.Nonce },
        { "no subject", "sub", null, IdTokenCheck.Subject },
        { "interim", "interim", "true", IdTokenCheck.Interim },
    };

    [Theory]
    [MemberData(nameof(Altered))]
    public async Task A_wrong_claim_ends_it_names_the_check_and_abandons_the_Mission(string what, string claim, string? json, IdTokenCheck expected)
    {
        Assert.NotEmpty(what);
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.Time.SetUtcNow(DateTimeOffset.FromUnixTimeSeconds(1796112100));
        provider.Always("/missions/mr_1/abandon", _ => new Reply(200, "{}"));
        provider.ChangeClaims = claims =>
        {
            claims.Remove(claim);
            if (json is not null)
            {
                claims[claim] = JsonNode.Parse(json);
            }
        };
        CompletionRefusal.IdTokenRefused why = Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal());
        Assert.Equal(expected, why.Failure.Check);
        Assert.IsType<Acknowledgement.Done>(why.Abandoned);
        Seen abandon = Assert.Single(provider.At("/missions/mr_1/abandon"));
        Assert.Equal("DPoP at-provider", abandon.Headers["Authorization"]);
    }

    [Fact]
    public async Task A_single_audience_in_an_array_and_its_own_party_pass()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => (claims["aud"], claims["azp"]) = (new JsonArray(Defaults.ClientId), Defaults.ClientId);
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
    }

    [Fact]
    public async Task A_clock_that_is_a_few_seconds_off_passes_and_a_minute_does_not()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeClaims = claims => claims["iat"] = provider.Time.GetUtcNow().AddSeconds(9).ToUnixTimeSeconds();
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
        provider.ChangeClaims = claims => claims["iat"] = provider.Time.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds();
        Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal());
    }

    [Theory]
    [InlineData("none", IdTokenCheck.Algorithm)]
    [InlineData("HS256", IdTokenCheck.Algorithm)]
    [InlineData("RS256", IdTokenCheck.Algorithm)]
    [InlineData("typ", IdTokenCheck.Algorithm)]
    [InlineData("crit", IdTokenCheck.Algorithm)]
    [InlineData("kid", IdTokenCheck.Key)]
    [InlineData("embedded key", IdTokenCheck.Signature)]
    [InlineData("bit", IdTokenCheck.Signature)]
    [InlineData("no signature", IdTokenCheck.Signature)]
    [InlineData("text", IdTokenCheck.Format)]
    [InlineData("five parts", IdTokenCheck.Format)]
    [InlineData("duplicate claim", IdTokenCheck.Format)]
    [InlineData("array", IdTokenCheck.Format)]
    public async Task A_wrong_signature_or_form_is_refused(string how, IdTokenCheck expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using ECDsa stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        JsonObject header = new() { ["alg"] = "ES256", ["kid"] = "k1", ["typ"] = "JWT" };
        provider.SignIdToken = claims =>
        {
            string good = Jose.Sign(provider.SigningKey, header, claims);
            switch (how)
            {
                case "none":
                    return $"{Jose.Encode("""{"alg":"none"}""")}.{Jose.Encode(claims.ToJsonString())}.";
                case "HS256":
                    // The classic: the public key as the secret.
                    byte[] secret = Encoding.UTF8.GetBytes(Jose.Jwk(provider.SigningKey, "k1").ToJsonString());
                    return Jose.Sign("""{"alg":"HS256","kid":"k1"}""", claims.ToJsonString(), input => HMACSHA256.HashData(secret, input));
                case "RS256":
                    return Jose.Sign(provider.SigningKey, new JsonObject { ["alg"] = "RS256", ["kid"] = "k1" }, claims);
                case "typ":
                    return Jose.Sign(provider.SigningKey, new JsonObject { ["alg"] = "ES256", ["kid"] = "k1", ["typ"] = "at+jwt" }, claims);
                case "crit":
                    return Jose.Sign(provider.SigningKey, new JsonObject { ["alg"] = "ES256", ["kid"] = "k1", ["crit"] = new JsonArray("x") }, claims);
                case "kid":
                    return Jose.Sign(provider.SigningKey, new JsonObject { ["alg"] = "ES256", ["kid"] = "other" }, claims);
                case "embedded key":
                    return Jose.Sign(stranger, new JsonObject { ["alg"] = "ES256", ["kid"] = "k1", ["jwk"] = Jose.Jwk(stranger, "k1") }, claims);
                case "bit":
                    return good[..^6] + (good[^6] == 'A' ? 'B' : 'A') + good[^5..];
                case "no signature":
                    return good[..(good.LastIndexOf('.') + 1)];
                case "five parts":
                    return good + ".a.b";
                case "duplicate claim":
                    return Jose.Sign(header.ToJsonString(), claims.ToJsonString()[..^1] + ",\"sub\":\"user-2\"}", input => provider.SigningKey.SignData(input, HashAlgorithmName.SHA256));
                case "array":
                    return Jose.Sign(header.ToJsonString(), "[]", input => provider.SigningKey.SignData(input, HashAlgorithmName.SHA256));
                default:
                    return "not a token";
            }
        };
        Assert.Equal(expected, Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal()).Failure.Check);
    }

    [Fact]
    public async Task An_answer_without_an_ID_Token_is_refused()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeAnswer = answer => answer.Remove("id_token");
        Assert.Equal(IdTokenCheck.Format, Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal()).Failure.Check);
    }

    [Fact]
    public async Task A_rotated_key_is_read_anew_once_and_the_keys_are_kept()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(client));
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(client));
        Assert.Single(provider.At("/jwks"));

        provider.SigningKey.Dispose();
        (provider.SigningKey, provider.KeyId) = (ECDsa.Create(ECCurve.NamedCurves.nistP256), "k2");
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(client));
        Assert.Equal(2, provider.At("/jwks").Length);
    }

    [Fact]
    public async Task A_key_that_is_nowhere_is_looked_for_once()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        MissionClient client = await provider.ClientAsync();
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(client));
        provider.Keys = [Jose.Jwk(provider.SigningKey, "k1")];
        provider.KeyId = "unknown";
        Assert.Equal(IdTokenCheck.Key, Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync(client)).Refusal()).Failure.Check);
        Assert.Equal(2, provider.At("/jwks").Length);
    }

    [Fact]
    public async Task Keys_for_other_uses_and_broken_keys_are_passed_over()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        JsonObject encryption = Jose.Jwk(provider.SigningKey, "k1");
        encryption["use"] = "enc";
        JsonObject offCurve = Jose.Jwk(provider.SigningKey, "k1");
        offCurve["y"] = offCurve["x"]!.GetValue<string>();
        provider.Keys = [encryption, offCurve, new JsonObject { ["kty"] = "oct", ["k"] = "AAAA", ["kid"] = "k1" }, "text", Jose.Jwk(provider.SigningKey, "k1")];
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
    }

    [Fact]
    public async Task PS256_passes_and_a_short_RSA_key_does_not()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using RSA rsa = RSA.Create(2048);
        using RSA weak = RSA.Create(1024);
        provider.Keys = [Jose.Jwk(rsa, "r1"), Jose.Jwk(weak, "r2")];
        provider.SignIdToken = claims => Jose.Sign(rsa, new JsonObject { ["alg"] = "PS256", ["kid"] = "r1" }, claims);
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
        provider.SignIdToken = claims => Jose.Sign(weak, new JsonObject { ["alg"] = "PS256", ["kid"] = "r2" }, claims);
        Assert.Equal(IdTokenCheck.Key, Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal()).Failure.Check);
    }

    [Fact]
    public async Task Without_kid_the_only_key_of_the_algorithm_is_taken_and_of_two_none()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        using ECDsa second = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        provider.SignIdToken = claims => Jose.Sign(provider.SigningKey, new JsonObject { ["alg"] = "ES256" }, claims);
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync());
        provider.Keys = [Jose.Jwk(provider.SigningKey, "k1"), Jose.Jwk(second, "k2")];
        Assert.Equal(IdTokenCheck.Key, Assert.IsType<CompletionRefusal.IdTokenRefused>((await provider.CompleteAsync()).Refusal()).Failure.Check);
    }

    [Fact]
    public async Task A_bearer_token_is_not_taken_and_not_used()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeAnswer = answer => answer["token_type"] = "Bearer";
        Assert.Equal("token_type", Assert.IsType<CompletionRefusal.Unusable>((await provider.CompleteAsync()).Refusal()).Detail);
        Assert.Empty(provider.At("/missions/mr_1/abandon"));
    }
}
