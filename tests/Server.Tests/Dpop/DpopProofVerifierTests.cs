using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Dpop;

/// <summary>RFC 9449 §4.3, one broken proof for each step.</summary>
public sealed class DpopProofVerifierTests(SharedDpop shared) : IClassFixture<SharedDpop>
{
    private const string Token = "Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU";

    private readonly DpopFixture dpop = shared.Dpop;

    [Theory]
    [InlineData("ES256")]
    [InlineData("PS256")]
    public async Task A_good_proof_gives_the_thumbprint_of_its_key(string algorithm)
    {
        TestKey key = algorithm == "ES256" ? TestKey.Ec() : TestKey.Rsa();
        Assert.Equal(key.Public.Thumbprint, (await Valid(dpop.Proof(key).Sign())).Thumbprint);
    }

    [Fact]
    public async Task The_thumbprint_is_that_of_RFC_9449_section_6_1()
    {
        // The proof of the RFC itself: its clock is long over, so only the parser takes it.
        const string Proof =
            "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2In19."
            + "eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ."
            + "2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";
        DpopProof proof = DpopProofParser.Parse(Proof).Match(valid => valid, error => throw new InvalidOperationException(error.Description));
        Assert.Equal("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", proof.Thumbprint);
        Assert.Equal(("POST", "https://server.example.com/token", "-BwC3ESc6acc2lTc"), (proof.Method, proof.Url, proof.Id));
        Assert.True(proof.Jws.IsSignedBy(proof.Key));
        Assert.Equal("invalid_dpop_proof", (await Refused(Proof)).Code);
    }

    [Fact]
    public async Task A_request_without_a_proof_is_refused() => Assert.Equal("a proof is needed", Error(await dpop.VerifyAsync([])).Description);

    [Fact]
    public async Task Two_proofs_are_refused_whatever_they_are()
    {
        ProofText proof = dpop.Proof();
        Assert.Equal("more than one proof", Error(await dpop.VerifyAsync([proof.Sign(), (proof with { Id = "\"other\"" }).Sign()])).Description);
        Assert.Equal("invalid_dpop_proof", (await Refused($"{proof.Sign()}, {proof.Sign()}")).Code);
    }

    [Fact]
    public async Task A_broken_proof_is_refused()
    {
        ProofText good = dpop.Proof();
        string jwk = good.Key.Jwk;
        long now = dpop.Time.GetUtcNow().ToUnixTimeSeconds();
        (string Name, ProofText Proof)[] table =
        [
            ("typ of another token", good with { Type = "\"JWT\"" }),
            ("typ in other letters", good with { Type = "\"DPOP+JWT\"" }),
            ("typ no text", good with { Type = "1" }),
            ("no typ", good with { Header = $$"""{"alg":"ES256","jwk":{{jwk}}}""" }),
            ("no alg", good with { Header = $$"""{"typ":"dpop+jwt","jwk":{{jwk}}}""" }),
            ("alg none", good with { Header = $$"""{"typ":"dpop+jwt","alg":"none","jwk":{{jwk}}}""" }),
            ("alg symmetric", good with { Header = $$"""{"typ":"dpop+jwt","alg":"HS256","jwk":{{jwk}}}""" }),
            ("alg not offered", good with { Header = $$"""{"typ":"dpop+jwt","alg":"ES384","jwk":{{jwk}}}""" }),
            ("alg of another kind of key", good with { Header = $$"""{"typ":"dpop+jwt","alg":"PS256","jwk":{{jwk}}}""" }),
            ("alg twice", good with { MoreHeader = ",\"alg\":\"ES256\"" }),
            ("critical extension", good with { MoreHeader = ",\"crit\":[\"b64\"],\"b64\":false" }),
            ("no jwk", good with { Header = """{"typ":"dpop+jwt","alg":"ES256"}""" }),
            ("jwk no object", good with { Header = """{"typ":"dpop+jwt","alg":"ES256","jwk":"key"}""" }),
            ("private jwk", good with { Header = $$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{"d":"AAAA",{{jwk[1..]}} }""" }),
            ("symmetric jwk", good with { Header = """{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"oct","k":"AAAA"}}""" }),
            ("jwk of another key", good with { Header = $$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{{TestKey.Ec().Jwk}}}""" }),
            ("jwk that is no point", good with { Header = $$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"{{new string('A', 43)}}","y":"{{new string('A', 43)}}"} }""" }),
            ("jti no text", good with { Id = "7" }),
            ("jti empty", good with { Id = "\"\"" }),
            ("jti too long", good with { Id = $"\"{new string('j', 129)}\"" }),
            ("htm of another method", good with { Method = "\"GET\"" }),
            ("htm in other letters", good with { Method = "\"post\"" }),
            ("htm no text", good with { Method = "[\"POST\"]" }),
            ("htu of another path", good with { Url = "\"http://localhost:5100/par\"" }),
            ("htu of a path in other letters", good with { Url = "\"http://localhost:5100/TOKEN\"" }),
            ("htu of another host", good with { Url = "\"http://example.com/token\"" }),
            ("htu of another port", good with { Url = "\"http://localhost:5101/token\"" }),
            ("htu of another scheme", good with { Url = "\"https://localhost:5100/token\"" }),
            ("htu relative", good with { Url = "\"/token\"" }),
            ("htu with a name", good with { Url = "\"http://localhost:5100@localhost:5100/token\"" }),
            ("htu with a backslash", good with { Url = "\"http://localhost:5100\\\\token\"" }),
            ("htu with blanks", good with { Url = "\" http://localhost:5100/token\"" }),
            ("htu no text", good with { Url = "null" }),
            ("iat text", good with { IssuedAt = $"\"{now}\"" }),
            ("iat enormous", good with { IssuedAt = "1e300" }),
            ("iat negative", good with { IssuedAt = "-1" }),
            ("iat too old", good with { IssuedAt = $"{now - 61}" }),
            ("iat in the future", good with { IssuedAt = $"{now + 11}" }),
            ("iat in the future, milliseconds", good with { IssuedAt = $"{now * 1000}" }),
            ("nonce no text", good with { More = ",\"nonce\":1" }),
            ("claim twice", good with { More = ",\"htm\":\"POST\"" }),
        ];
        foreach ((string name, ProofText proof) in table)
        {
            OAuthError error = await Refused(proof.Sign());
            Assert.True(error is { Code: "invalid_dpop_proof", Status: 400 }, $"{name}: {error.Code}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b")]
    [InlineData("a.b.c.d")]
    [InlineData("..")]
    [InlineData("e30.e30.e30")]
    public async Task Text_that_is_no_JWT_is_refused(string text) => Assert.Equal("invalid_dpop_proof", (await Refused(text)).Code);

    [Fact]
    public async Task A_changed_byte_anywhere_breaks_the_proof()
    {
        string proof = dpop.Proof().Sign();
        for (int i = 0; i < proof.Length; i += 7)
        {
            char other = proof[i] == 'A' ? 'B' : 'A';
            Assert.Equal("invalid_dpop_proof", (await Refused($"{proof[..i]}{other}{proof[(i + 1)..]}")).Code);
        }
    }

    [Fact]
    public async Task A_missing_claim_is_refused()
    {
        TestKey key = TestKey.Ec();
        string header = $$"""{"typ":"dpop+jwt","alg":"ES256","jwk":{{key.Jwk}}}""";
        Dictionary<string, string> claims = new()
        {
            ["jti"] = "\"one\"", ["htm"] = "\"POST\"", ["htu"] = "\"http://localhost:5100/token\"", ["iat"] = $"{dpop.Time.GetUtcNow().ToUnixTimeSeconds()}",
        };
        foreach (string missing in claims.Keys)
        {
            string payload = "{" + string.Join(',', claims.Where(claim => claim.Key != missing).Select(claim => $"\"{claim.Key}\":{claim.Value}")) + "}";
            Assert.Equal("invalid_dpop_proof", (await Refused(key.Sign(header, payload))).Code);
        }
    }

    [Theory]
    [InlineData("http://localhost:5100/token?a=b")]
    [InlineData("http://localhost:5100/token#part")]
    [InlineData("HTTP://LOCALHOST:5100/token")]
    [InlineData("http://localhost:5100/%74oken")]
    [InlineData("http://localhost:5100/a/../token")]
    public async Task Another_spelling_of_the_same_URL_is_accepted(string url) => await Valid((dpop.Proof() with { Url = $"\"{url}\"" }).Sign());

    [Fact]
    public async Task A_default_port_may_be_spelled_out()
    {
        await using DpopFixture other = new();
        other.Options.Issuer = "https://op.example.com";
        foreach (string url in new[] { "https://op.example.com:443/token", "https://op.example.com/token" })
        {
            Assert.True((await other.VerifyAsync((other.Proof() with { Url = $"\"{url}\"" }).Sign())).Match(_ => true, _ => false), url);
        }
    }

    [Theory]
    [InlineData("/missions/a%20b", "http://localhost:5100/missions/a%20b", true)]
    [InlineData("/missions/a%2fb", "http://localhost:5100/missions/a%2Fb", true)]
    [InlineData("/missions/a%2fb", "http://localhost:5100/missions/a/b", false)]
    [InlineData("/missions/a b", "http://localhost:5100/missions/a%20b", false)]
    public async Task A_path_with_escapes_fits_its_own_URL_only(string path, string url, bool accepted)
    {
        string proof = (dpop.Proof() with { Url = $"\"{url}\"" }).Sign();
        Assert.Equal(accepted, (await dpop.VerifyAsync([proof], path: path)).Match(_ => true, _ => false));
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(10)]
    public async Task The_window_of_iat_includes_its_ends(int seconds) =>
        await Valid((dpop.Proof() with { IssuedAt = $"{dpop.Time.GetUtcNow().ToUnixTimeSeconds() + seconds}" }).Sign());

    [Fact]
    public async Task A_resource_takes_a_proof_that_hashes_its_token()
    {
        TestKey key = TestKey.Ec();
        ProofText proof = dpop.Proof(key) with { More = $",\"ath\":\"{ProofText.Hash(Token)}\"" };
        Parsed<DpopProof> answer = await dpop.VerifyAsync(proof.Sign(), DpopUse.Resource(Token, key.Public.Thumbprint));
        Assert.Equal(key.Public.Thumbprint, answer.Match(valid => valid.Thumbprint, error => error.Description));
    }

    [Fact]
    public async Task A_resource_refuses_a_proof_of_no_token_or_another()
    {
        TestKey key = TestKey.Ec();
        foreach (string ath in new[] { string.Empty, $",\"ath\":\"{ProofText.Hash("another")}\"", ",\"ath\":7" })
        {
            OAuthError error = Error(await dpop.VerifyAsync((dpop.Proof(key) with { More = ath }).Sign(), DpopUse.Resource(Token, key.Public.Thumbprint)));
            Assert.Equal(("invalid_dpop_proof", 401), (error.Code, error.Status));
            Assert.StartsWith("DPoP error=\"invalid_dpop_proof\", ", Challenge(error), StringComparison.Ordinal);
            Assert.EndsWith("algs=\"ES256 PS256\"", Challenge(error), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_resource_refuses_a_token_that_is_bound_to_another_key()
    {
        ProofText proof = dpop.Proof() with { More = $",\"ath\":\"{ProofText.Hash(Token)}\"" };
        OAuthError error = Error(await dpop.VerifyAsync(proof.Sign(), DpopUse.Resource(Token, TestKey.Ec().Public.Thumbprint)));
        Assert.Equal(("invalid_token", 401), (error.Code, error.Status));
        Assert.StartsWith("DPoP error=\"invalid_token\"", Challenge(error), StringComparison.Ordinal);
    }

    private static string Challenge(OAuthError error) => Assert.Single(error.Headers, header => header.Name == "WWW-Authenticate").Value;

    private static OAuthError Error(Parsed<DpopProof> answer) => answer.Match(_ => throw new InvalidOperationException("accepted"), error => error);

    private async Task<DpopProof> Valid(string proof) =>
        (await dpop.VerifyAsync(proof)).Match(valid => valid, error => throw new InvalidOperationException(error.Description));

    private async Task<OAuthError> Refused(string proof) => Error(await dpop.VerifyAsync(proof));
}
