using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace MissionPolicy.Engine.Loading.Yaml;

/// <summary>Which plain words a YAML reader could take for something other than a string.</summary>
/// <remarks>Source: YAML 1.2.2 §10.3 (core schema) and the YAML 1.1 type repository (bool, null, int, float, timestamp).</remarks>
internal static partial class PlainScalar
{
    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n");

    /// <summary>What some reader takes the plain word for, or null when every reader takes it for a string.</summary>
    /// <param name="text">The word.</param>
    public static string? TakenFor(string text)
    {
        if (text.Length == 0)
        {
            return "nothing (null)";
        }

        if (text.Length <= 5 && Words.Contains(text))
        {
            return text is "~" || text.StartsWith("n", StringComparison.OrdinalIgnoreCase) && text.EndsWith("ll", StringComparison.OrdinalIgnoreCase)
                ? "nothing (null)"
                : "true or false";
        }

        if (text[0] is not ((>= '0' and <= '9') or '+' or '-' or '.'))
        {
            return null;
        }

        return Numbers().IsMatch(text) ? "a number" : Dates().IsMatch(text) ? "a date or time" : null;
    }

    /// <summary>Whether the word is a JSON number in the form that every reader agrees on.</summary>
    /// <param name="text">The word.</param>
    public static bool IsJsonNumber(string text) => JsonNumber().IsMatch(text);

    [GeneratedRegex("^[-+]?(0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+|[0-9][0-9_]*(\\.[0-9_]*)?([eE][-+]?[0-9]+)?|\\.[0-9_]+([eE][-+]?[0-9]+)?|\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)|[0-9][0-9_]*(:[0-5]?[0-9])+(\\.[0-9_]*)?)$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Numbers();

    [GeneratedRegex("^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt \\t].*)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Dates();

    [GeneratedRegex("^-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+][0-9]+)?$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex JsonNumber();
}
