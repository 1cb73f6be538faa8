using MissionPolicy.Evidence.Tests.Some;

namespace MissionPolicy.Evidence.Tests.Export;

/// <summary>Which signed checkpoints are believed.</summary>
public sealed class CheckpointTests : IDisposable
{
    private static readonly Checkpoint Claims = new(SomeLog.Issuer, 3, TreeHash.OfNothing, SomeLog.Begin);

    private readonly SomeKey key = new("one");
    private readonly SomeKey other = new("one");

    [Fact]
    public void It_says_what_was_signed()
    {
        Assert.True(SignedCheckpoint.TryVerify(key.Sign(Claims), key.Public, out SignedCheckpoint? signed, out _));
        Assert.Equal((Claims, "one"), (signed.Checkpoint, signed.KeyId));
    }

    [Theory]
    [InlineData("""{"alg":"ES256","kid":"one","typ":"at+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"one"}""")]
    [InlineData("""{"alg":"none","kid":"one","typ":"mission-evidence-checkpoint+jwt"}""")]
    [InlineData("""{"alg":"HS256","kid":"one","typ":"mission-evidence-checkpoint+jwt"}""")]
    [InlineData("""{"alg":"PS256","kid":"one","typ":"mission-evidence-checkpoint+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"two","typ":"mission-evidence-checkpoint+jwt"}""")]
    [InlineData("""{"alg":"ES256","typ":"mission-evidence-checkpoint+jwt"}""")]
    [InlineData("""{"alg":"ES256","kid":"one","typ":"mission-evidence-checkpoint+jwt","crit":["x"]}""")]
    public void Another_header_is_refused(string header) => Assert.False(SignedCheckpoint.TryVerify(key.Sign(header, Claims), key.Public, out _, out _));

    [Fact]
    public void Another_key_of_the_same_name_is_refused() => Assert.False(SignedCheckpoint.TryVerify(other.Sign(Claims), key.Public, out _, out _));

    [Fact]
    public void Any_changed_character_is_refused()
    {
        string jws = key.Sign(Claims);
        for (int at = 0; at < jws.Length; at++)
        {
            char changed = jws[at] == 'A' ? 'B' : 'A';
            Assert.False(SignedCheckpoint.TryVerify(jws[..at] + changed + jws[(at + 1)..], key.Public, out _, out _), $"at {at}");
        }
    }

    [Fact]
    public void A_signature_of_another_checkpoint_is_refused()
    {
        string[] first = key.Sign(Claims).Split('.');
        string[] second = key.Sign(Claims with { Size = 4 }).Split('.');
        Assert.False(SignedCheckpoint.TryVerify($"{first[0]}.{first[1]}.{second[2]}", key.Public, out _, out _));
        Assert.False(SignedCheckpoint.TryVerify($"{first[0]}.{second[1]}.{first[2]}", key.Public, out _, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.e30")]
    [InlineData("e30.e30.e30.e30")]
    public void What_is_no_signed_JWT_is_refused(string text) => Assert.False(SignedCheckpoint.TryVerify(text, key.Public, out _, out _));

    [Theory]
    [InlineData("""{"keys":[{"kty":"oct","kid":"one","k":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-384","kid":"one","x":"AAAA","y":"AAAA"}]}""")]
    [InlineData("""{"keys":[{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}]}""")]
    [InlineData("""{"keys":["one"]}""")]
    public void Keys_that_cannot_verify_are_passed_over(string jwks) => Assert.Equal(0, PublicKeys.Read([jwks]).Count);

    [Fact]
    public void A_key_that_is_no_point_of_its_curve_verifies_nothing()
    {
        PublicKeys broken = PublicKeys.Read(["""{"keys":[{"kty":"EC","crv":"P-256","kid":"one","x":"AAAA","y":"AAAA"}]}"""]);
        Assert.False(SignedCheckpoint.TryVerify(key.Sign(Claims), broken, out _, out _));
    }

    public void Dispose()
    {
        key.Dispose();
        other.Dispose();
    }
}
