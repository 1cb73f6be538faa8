using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Protocol;

public sealed class PkceTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Fact]
    public void The_challenge_is_that_of_RFC_7636_appendix_B() => Assert.Equal(Challenge, Pkce.Challenge(Verifier));

    [Fact]
    public void The_verifier_matches_its_challenge() => Assert.True(Pkce.Matches(Verifier, Challenge));

    [Fact]
    public void Another_verifier_does_not_match() => Assert.False(Pkce.Matches(Verifier[..^1] + "x", Challenge));

    [Theory]
    [InlineData("too-short")]
    [InlineData("spaces are not allowed in a verifier, whatever its length is")]
    public void A_verifier_outside_the_syntax_is_refused(string verifier) => Assert.False(Pkce.IsVerifier(verifier));
}
