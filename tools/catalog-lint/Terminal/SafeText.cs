using System.Globalization;
using System.Text;

namespace MissionPolicy.CatalogLint.Terminal;

/// <summary>Text of a catalog as a terminal may show it.</summary>
/// <remarks>A pull request chooses this text: escape sequences would move the cursor over the findings, and bidirectional controls would reorder them.</remarks>
internal static class SafeText
{
    /// <summary>The text in one line, with every control and invisible character written out.</summary>
    /// <param name="text">The text.</param>
    public static string OneLine(string text) => text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? text : Escape(text);

    /// <summary>Whether a character is unseen, or changes how its neighbours are seen.</summary>
    /// <param name="c">The character.</param>
    public static bool IsUnseen(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;

    private static string Escape(string text)
    {
        StringBuilder safe = new(text.Length + 8);
        for (int index = 0; index < text.Length; index++)
        {
            char c = text[index];
            if (char.IsHighSurrogate(c) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1])
                && CharUnicodeInfo.GetUnicodeCategory(text, index) is not (UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned))
            {
                safe.Append(c).Append(text[++index]);
            }
            else
            {
                _ = IsUnseen(c) ? safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}") : safe.Append(c);
            }
        }

        return safe.ToString();
    }
}
