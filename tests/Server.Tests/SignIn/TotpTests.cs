using System.Text;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class TotpTests
{
    // RFC 6238 appendix B, SHA-1, the last six of its eight digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void The_vectors_of_the_specification(long time, string code) =>
        Assert.Equal(code, Totp.Code("12345678901234567890"u8, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(time))));

    // RFC 4648 §10.
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_reads_what_it_writes(string clear, string text)
    {
        Assert.Equal(text, Base32.Encode(Encoding.ASCII.GetBytes(clear)));
        Assert.True(Base32.TryDecode(text.ToLowerInvariant() + "==", out byte[]? bytes));
        Assert.Equal(clear, Encoding.ASCII.GetString(bytes));
    }

    [Theory]
    [InlineData("M")]
    [InlineData("M1")]
    [InlineData("MZ")]
    [InlineData("MY=A")]
    public void Base32_refuses_what_is_none(string text) => Assert.False(Base32.TryDecode(text, out _));

    [Fact]
    public void Codes_with_other_characters_match_nothing()
    {
        string secret = Totp.NewSecret();
        foreach (string typed in (string[])["", "12345", "1234567", "١٢٣٤٥٦", "abcdef"])
        {
            Assert.Null(Totp.Match(secret, typed, DateTimeOffset.UnixEpoch.AddDays(1), 0));
        }
    }
}
