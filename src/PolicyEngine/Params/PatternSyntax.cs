using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace MissionPolicy.Engine.Params;

/// <summary>From an ECMA-262 pattern to a .NET expression that runs in linear time.</summary>
/// <remarks>Only what means something else in .NET is rewritten: <c>$</c> (also before a last line feed there) and the ASCII classes.
/// Source: JSON Schema 2020-12 core §6.4.</remarks>
internal static class PatternSyntax
{
    private const string EcmaSpace = "\\t\\n\\v\\f\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff";

    // One character beyond U+FFFF is two UTF-16 code units to .NET; whatever matches "any but these" has to take both or none.
    private const string Surrogates = "\\ud800-\\udfff";

    private const string PairOr = "(?:[\\ud800-\\udbff][\\udc00-\\udfff]|[^";

    private static readonly FrozenDictionary<string, string> LongCategories = new Dictionary<string, string>
    {
        ["Letter"] = "L",
        ["Uppercase_Letter"] = "Lu",
        ["Lowercase_Letter"] = "Ll",
        ["Mark"] = "M",
        ["Number"] = "N",
        ["Decimal_Number"] = "Nd",
        ["digit"] = "Nd",
        ["Punctuation"] = "P",
        ["Symbol"] = "S",
        ["Separator"] = "Z",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // An automaton costs more than the rest of a schema and depends on nothing but its text, so that entries share it.
    private const int MostKept = 4_096;

    private static readonly ConcurrentDictionary<string, SchemaPattern> Kept = new(StringComparer.Ordinal);

    /// <summary>Compiles a pattern.</summary>
    /// <param name="source">The pattern.</param>
    /// <param name="pattern">The compiled pattern.</param>
    /// <param name="why">Why it was refused.</param>
    public static bool TryCompile(string source, out SchemaPattern? pattern, out string? why)
    {
        why = null;
        if (Kept.TryGetValue(source, out pattern))
        {
            return true;
        }

        try
        {
            pattern = new SchemaPattern(source, new Regex(Translate(source), RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            _ = Kept.Count < MostKept && Kept.TryAdd(source, pattern);
            return true;
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            why = refused is NotSupportedException
                ? "it needs backtracking (a back-reference, a look-around or an atomic group), or its repetitions multiply to a huge automaton"
                : "it is not a regular expression: " + refused.Message;
            return false;
        }
    }

    public static bool IsAnchored(string source) =>
        source.Length >= 2 && source[0] == '^' && source[^1] == '$' && !IsEscaped(source, source.Length - 1) && !HasTopLevelAlternative(source);

    private static bool IsEscaped(string source, int index)
    {
        int slashes = 0;
        while (index - slashes - 1 >= 0 && source[index - slashes - 1] == '\\')
        {
            slashes++;
        }

        return slashes % 2 == 1;
    }

    private static bool HasTopLevelAlternative(string source)
    {
        int depth = 0;
        bool inClass = false;
        for (int index = 0; index < source.Length; index++)
        {
            char c = source[index];
            if (c == '\\')
            {
                index++;
            }
            else if (inClass)
            {
                inClass = c != ']';
            }
            else if (c == '[')
            {
                inClass = true;
            }
            else if (c is '(' or ')')
            {
                depth += c == '(' ? 1 : -1;
            }
            else if (c == '|' && depth == 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string Translate(string source)
    {
        StringBuilder text = new();
        bool inClass = false;
        string close = "]";
        for (int index = 0; index < source.Length; index++)
        {
            char c = source[index];
            RefuseForeign(source, index, inClass);
            if (c == '\\' && index + 1 < source.Length)
            {
                text.Append(Escape(source[++index], inClass));
                index += Category(source, index, text);
                continue;
            }

            if (c == '[' && !inClass)
            {
                bool isNegated = index + 1 < source.Length && source[index + 1] == '^';
                text.Append(isNegated ? PairOr : "[");
                close = isNegated ? Surrogates + "])" : "]";
                index += isNegated ? 1 : 0;
                inClass = true;
                continue;
            }

            text.Append((c, inClass) switch
            {
                ('$', false) => "\\z",
                ('.', false) => AnyBut("\\n\\r\\u2028\\u2029"),
                ('[', true) => "\\[",
                (']', true) => close,
                _ => c.ToString(),
            });
            inClass &= c != ']';
        }

        return text.ToString();
    }

    private static string AnyBut(string members) => $"{PairOr}{members}{Surrogates}])";

    // What .NET reads and ECMA-262 does not, or reads otherwise. An inline option or a repeated ^ would also undo the anchors.
    private static void RefuseForeign(string source, int index, bool inClass)
    {
        ReadOnlySpan<char> rest = source.AsSpan(index);
        if (char.IsSurrogate(rest[0]) || rest is ['\\', 'u', 'd' or 'D', >= '8', ..])
        {
            throw new ArgumentException("a character beyond U+FFFF is not supported in a pattern");
        }

        string? foreign = inClass ? null : rest switch
        {
            ['(', '?', not (':' or '=' or '!' or '<'), ..] => "inline options and other .NET groups",
            ['^', '*' or '+' or '?' or '{', ..] => "a repeated ^",
            ['[', ']', ..] or ['[', '^', ']', ..] => "an empty character class",
            ['\\', 'A' or 'Z' or 'z' or 'G' or 'a' or 'e', ..] => "the escapes \\A, \\Z, \\z, \\G, \\a and \\e",
            _ => null,
        };
        if (foreign is not null)
        {
            throw new ArgumentException($"{foreign} cannot be written in ECMA-262");
        }
    }

    // ECMA-262 also takes the long names of the general categories; the runtime only knows the short ones.
    private static int Category(string source, int index, StringBuilder text)
    {
        if (source[index] is not ('p' or 'P') || index + 1 >= source.Length || source[index + 1] != '{')
        {
            return 0;
        }

        int close = source.IndexOf('}', index);
        if (close < 0 || !LongCategories.TryGetValue(source[(index + 2)..close], out string? category))
        {
            return 0;
        }

        text.Append('{').Append(category).Append('}');
        return close - index;
    }

    private static string Escape(char c, bool inClass) => c switch
    {
        'd' => inClass ? "0-9" : "[0-9]",
        'w' => inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]",
        's' => inClass ? EcmaSpace : $"[{EcmaSpace}]",
        'D' when !inClass => AnyBut("0-9"),
        'W' when !inClass => AnyBut("A-Za-z0-9_"),
        'S' when !inClass => AnyBut(EcmaSpace),
        'D' or 'W' or 'S' => throw new ArgumentException($"\\{c} inside a character class is not supported; write the class out"),
        '/' => "/",
        _ => "\\" + c,
    };
}
