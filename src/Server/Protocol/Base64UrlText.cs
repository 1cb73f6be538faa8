using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;

namespace MissionPolicy.Server.Protocol;

/// <summary>Base64url without padding, read strictly: no padding, no white space, no spare bits.</summary>
/// <remarks>Source: RFC 7515 §2.</remarks>
internal static class Base64UrlText
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>Decodes text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes when true.</param>
    public static bool TryDecode(string? text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        return text is not null && TryDecode(text.AsSpan(), out bytes);
    }

    /// <summary>Decodes text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes when true.</param>
    public static bool TryDecode(ReadOnlySpan<char> text, [NotNullWhen(true)] out byte[]? bytes)
    {
        bytes = null;
        if (text.IsEmpty || text.Length % 4 == 1 || text.ContainsAnyExcept(Alphabet))
        {
            return false;
        }

        byte[] decoded = new byte[text.Length * 3 / 4];
        // The form that returns a bool throws on text that is no base64url.
        if (Base64Url.DecodeFromChars(text, decoded, out _, out int written) != OperationStatus.Done || written != decoded.Length)
        {
            return false;
        }

        // Two texts must never stand for the same bytes (replay keys, thumbprints): refuse spare bits.
        Span<char> last = stackalloc char[4];
        int tail = text.Length % 4;
        if (tail != 0)
        {
            Base64Url.EncodeToChars(decoded.AsSpan(decoded.Length - (tail - 1)), last);
            if (!text[^tail..].SequenceEqual(last[..tail]))
            {
                return false;
            }
        }

        bytes = decoded;
        return true;
    }
}
