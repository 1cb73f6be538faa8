using System.Buffers.Text;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Protocol;

public sealed class Base64UrlTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("AB")]
    [InlineData("made-up")]
    [InlineData("AA==")]
    [InlineData("AA AA")]
    [InlineData("A+A/")]
    [InlineData("AAA\n")]
    public void Padding_white_space_spare_bits_and_the_other_alphabet_are_refused(string text) => Assert.False(Base64UrlText.TryDecode(text, out _));

    [Fact]
    public void Every_three_characters_decode_to_what_encodes_back_or_not_at_all()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int decodable = 0;
        foreach (string text in Alphabet.SelectMany(a => Alphabet.Select(b => $"A{a}{b}")))
        {
            if (Base64UrlText.TryDecode(text, out byte[]? bytes))
            {
                decodable++;
                Assert.Equal(text, Base64Url.EncodeToString(bytes));
            }
        }

        Assert.Equal(64 * 16, decodable);
    }
}
