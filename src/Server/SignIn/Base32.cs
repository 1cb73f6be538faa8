using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace MissionPolicy.Server.SignIn;

/// <summary>Base32, as authenticator apps read it: spaces and case do not count, padding is optional.</summary>
/// <remarks>Source: RFC 4648 §6.</remarks>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        StringBuilder text = new();
        int buffer = 0;
        int bits = 0;
        foreach (byte next in bytes)
        {
            buffer = (buffer << 8) | next;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }

            buffer &= (1 << bits) - 1;
        }

        return bits == 0 ? text.ToString() : text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString();
    }

    /// <summary>Decodes text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes when true.</param>
    public static bool TryDecode(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        List<byte> decoded = [];
        int buffer = 0;
        int bits = 0;
        foreach (char next in text.TrimEnd('=').Where(static c => c != ' '))
        {
            int value = Alphabet.IndexOf(char.ToUpperInvariant(next), StringComparison.Ordinal);
            if (value < 0)
            {
                return false;
            }

            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                decoded.Add((byte)(buffer >> bits));
                buffer &= (1 << bits) - 1;
            }
        }

        bytes = [.. decoded];
        return bits < 5 && buffer == 0;
    }
}
