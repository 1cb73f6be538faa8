using System.Text;

namespace MissionPolicy.Server.Storage;

/// <summary>What a key or an index value may be. Input from outside that may be longer is hashed by the port (see <see cref="HandleHash"/>).</summary>
internal static class StoreKey
{
    /// <summary>Longest key, in UTF-8 bytes.</summary>
    public const int MaxKeyBytes = 256;

    /// <summary>Longest index value, in UTF-8 bytes.</summary>
    public const int MaxValueBytes = 512;

    /// <summary>Longest index position: index name, value, key and two separators. LiteDB refuses index keys above 1023 bytes.</summary>
    public const int MaxPositionBytes = TableDefinition.MaxNameLength + MaxValueBytes + MaxKeyBytes + 2;

    /// <summary>Between the parts of an index position; sorts before every character a value may have.</summary>
    public const char Separator = '\0';

    /// <summary>Sorts after every character a key or value may have.</summary>
    public const char Ceiling = '\uffff';

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Whether a row could have this key.</summary>
    /// <param name="key">The key.</param>
    public static bool IsKey(string? key) => key is { Length: > 0 } && IsText(key, MaxKeyBytes);

    /// <summary>Whether an index could have this value; the empty string counts.</summary>
    /// <param name="value">The value.</param>
    public static bool IsValue(string? value) => value is not null && IsText(value, MaxValueBytes);

    private static bool IsText(string text, int maxBytes)
    {
        if (text.Length > maxBytes || text.AsSpan().IndexOfAny(Separator, Ceiling) >= 0)
        {
            return false;
        }

        try
        {
            return Utf8.GetByteCount(text) <= maxBytes;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }
}
