using System.Globalization;

namespace MissionPolicy.Server.Protocol;

/// <summary>Words of a client that a person will read: nothing in them may hide, reorder or break what is around them.</summary>
/// <remarks>Source: Unicode Technical Report 36, §2.6 (bidirectional text); RFC 5646 §2.1 for locales.</remarks>
internal static class ShownText
{
    /// <summary>Is every character one that a person sees, or a line break?</summary>
    /// <param name="text">The text; null is fine.</param>
    public static bool IsHonest(string? text) => text is null || text.All(c => c == '\n' || CharUnicodeInfo.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse)
        && c is not ((>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069') or '\u200e' or '\u200f' or '\u061c' or '\ufeff'));

    /// <summary>Does this look like a language tag?</summary>
    /// <param name="text">The text; null is fine.</param>
    public static bool IsLocale(string? text) =>
        text is null || (char.IsAsciiLetter(text[0]) && text.Split('-').All(part => part.Length is > 0 and <= 8 && part.All(char.IsAsciiLetterOrDigit)));
}
