using Microsoft.AspNetCore.DataProtection;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Dpop;

/// <summary>RFC 9449 §8 and §9.</summary>
public sealed class DpopNoncesTests : IAsyncDisposable
{
    private readonly DpopFixture dpop = new(requiresNonce: true);

    public ValueTask DisposeAsync() => dpop.DisposeAsync();

    [Fact]
    public async Task A_token_request_without_a_nonce_is_told_one_that_works()
    {
        OAuthError error = Error(await dpop.VerifyAsync(dpop.Proof().Sign()));
        Assert.Equal(("use_dpop_nonce", 400), (error.Code, error.Status));
        string nonce = Assert.Single(error.Headers, header => header.Name == "DPoP-Nonce").Value;
        Assert.True((await WithNonce(nonce)).Match(_ => true, _ => false));
    }

    [Fact]
    public async Task A_nonce_is_good_in_its_period_and_the_next_and_not_after()
    {
        string nonce = dpop.Nonces.Current();
        dpop.Time.Advance(TimeSpan.FromSeconds(180));
        Assert.NotEqual(nonce, dpop.Nonces.Current());
        Assert.True((await WithNonce(nonce)).Match(_ => true, _ => false));
        dpop.Time.Advance(TimeSpan.FromSeconds(180));
        OAuthError error = Error(await WithNonce(nonce));
        Assert.Equal("use_dpop_nonce", error.Code);
        Assert.Equal(dpop.Nonces.Current(), Assert.Single(error.Headers).Value);
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("CfDJ8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("not base64url !")]
    public async Task A_nonce_that_we_never_gave_is_refused(string nonce) => Assert.Equal("use_dpop_nonce", Error(await WithNonce(nonce)).Code);

    [Fact]
    public async Task A_nonce_of_another_server_is_refused() =>
        Assert.Equal("use_dpop_nonce", Error(await WithNonce(dpop.NoncesWith(new EphemeralDataProtectionProvider()).Current())).Code);

    [Fact]
    public void A_restart_forgets_nonces_since_it_forgets_which_proofs_were_used_with_them()
    {
        string nonce = dpop.Nonces.Current();
        Assert.True(dpop.Nonces.IsRecent(nonce));
        Assert.False(dpop.NoncesWith(dpop.Protection).IsRecent(nonce));
    }

    [Fact]
    public void Within_a_period_the_nonce_is_the_same() => Assert.Equal(dpop.Nonces.Current(), dpop.Nonces.Current());

    [Fact]
    public void A_nonce_has_only_characters_that_the_specification_allows() =>
        Assert.All(dpop.Nonces.Current(), c => Assert.True(c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~')));

    [Fact]
    public async Task A_pushed_request_needs_no_nonce_but_a_wrong_one_is_told()
    {
        ProofText proof = dpop.Proof() with { Url = "\"http://localhost:5100/par\"" };
        Assert.True((await dpop.VerifyAsync([proof.Sign()], DpopUse.PushedAuthorization, path: "/par")).Match(_ => true, _ => false));
        Parsed<DpopProof> wrong = await dpop.VerifyAsync([(proof with { More = ",\"nonce\":\"made-up\"", Id = "\"b\"" }).Sign()], DpopUse.PushedAuthorization, path: "/par");
        Assert.Equal("use_dpop_nonce", Error(wrong).Code);
    }

    [Fact]
    public async Task A_resource_tells_a_stale_nonce_with_401_and_a_challenge()
    {
        ProofText proof = dpop.Proof() with { More = $",\"nonce\":\"made-up\",\"ath\":\"{ProofText.Hash("token")}\"" };
        OAuthError error = Error(await dpop.VerifyAsync(proof.Sign(), DpopUse.Resource("token", proof.Key.Public.Thumbprint)));
        Assert.Equal(401, error.Status);
        Assert.Contains(error.Headers, header => header.Name == "DPoP-Nonce" && header.Value == dpop.Nonces.Current());
        Assert.Contains(error.Headers, header => header.Name == "WWW-Authenticate" && header.Value.StartsWith("DPoP error=\"use_dpop_nonce\"", StringComparison.Ordinal));
    }

    private static OAuthError Error(Parsed<DpopProof> answer) => answer.Match(_ => throw new InvalidOperationException("accepted"), error => error);

    private Task<Parsed<DpopProof>> WithNonce(string nonce) => dpop.VerifyAsync((dpop.Proof() with { More = $",\"nonce\":\"{nonce}\"" }).Sign());
}
