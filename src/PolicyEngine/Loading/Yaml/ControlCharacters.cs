using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Loading.Yaml;

/// <summary>Finds tabs, NUL, lone surrogates and other characters that have no place in a catalog file.</summary>
internal static class ControlCharacters
{
    /// <summary>Reports each line's first such character and returns the text with blanks in their places.</summary>
    /// <param name="source">The file.</param>
    /// <param name="bag">Where diagnostics go.</param>
    public static string Report(CatalogSource source, DiagnosticBag bag)
    {
        string text = source.Text.StartsWith('\uFEFF') ? source.Text[1..] : source.Text;
        char[]? clean = null;
        int line = 1;
        int start = 0;
        int told = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\n')
            {
                line++;
                start = i + 1;
                continue;
            }

            if (!IsForeign(text, i))
            {
                continue;
            }

            clean ??= text.ToCharArray();
            clean[i] = ' ';
            if (told != line)
            {
                told = line;
                SourcePosition at = new(source.Path, line, i - start + 1, "$");
                bag.Error(
                    DiagnosticCodes.Tab,
                    at,
                    c == '\t' ? "A tab stands here." : $"The character U+{(int)c:X4} stands here.",
                    c == '\t' ? "Indent with blanks; in a quoted string write `\\t`." : "Remove it, or write it as an escape in a quoted string.");
            }
        }

        return clean is null ? text : new string(clean);
    }

    private static bool IsForeign(string text, int i)
    {
        char c = text[i];
        if (c == '\r')
        {
            return i + 1 >= text.Length || text[i + 1] != '\n';
        }

        if (char.IsSurrogate(c))
        {
            return char.IsHighSurrogate(c)
                ? i + 1 >= text.Length || !char.IsLowSurrogate(text[i + 1])
                : i == 0 || !char.IsHighSurrogate(text[i - 1]);
        }

        return char.IsControl(c) || c is '\uFFFD' or '\uFEFF' or '\u2028' or '\u2029' or '\u0085' or '\uFFFE' or '\uFFFF' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
    }
}
