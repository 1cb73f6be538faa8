using System.Buffers.Text;
using System.Text;

namespace MissionPolicy.Server.Storage;

/// <summary>A place between two rows of a query. Stays good while rows come and go.</summary>
/// <param name="Position">Where the last row of the page stands in its index.</param>
internal readonly record struct PageCursor(string Position)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <param name="text">Text from outside.</param>
    /// <param name="cursor">The cursor when true. A cursor of another query is harmless: it only moves inside the query's own range.</param>
    public static bool TryParse(string? text, out PageCursor cursor)
    {
        cursor = default;
        if (string.IsNullOrEmpty(text) || text.Length > 2 * StoreKey.MaxPositionBytes || !Base64Url.IsValid(text))
        {
            return false;
        }

        try
        {
            cursor = new PageCursor(Utf8.GetString(Base64Url.DecodeFromChars(text)));
            return cursor.Position.Length > 0;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>Base64url text, safe in a query string.</summary>
    public override string ToString() => Base64Url.EncodeToString(Utf8.GetBytes(Position));
}
