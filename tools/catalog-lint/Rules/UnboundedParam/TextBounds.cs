using System.Collections.Frozen;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.CatalogLint.Rules.UnboundedParam;

/// <summary>Whether a text has a greatest length.</summary>
internal static class TextBounds
{
    private static readonly FrozenSet<string> Short = FrozenSet.ToFrozenSet(["date", "date-time", "time", "duration", "uuid", "ipv4", "ipv6", "hostname"], StringComparer.Ordinal);

    public static bool IsBounded(SchemaNode node) =>
        node.MaxLength is not null || (node.Format is { } format && Short.Contains(format)) || (node.Pattern is { IsAnchored: true } pattern && !Repeats(pattern.Source));

    // `*`, `+` and `{n,}` outside a character class have no end.
    private static bool Repeats(string pattern)
    {
        bool inClass = false;
        for (int index = 0; index < pattern.Length; index++)
        {
            char c = pattern[index];
            if (c == '\\')
            {
                index++;
            }
            else if (inClass)
            {
                inClass = c != ']';
            }
            else if (c is '*' or '+' || (c == '{' && pattern.IndexOf('}', index) is > 0 and var end && pattern[end - 1] == ','))
            {
                return true;
            }
            else
            {
                inClass = c == '[';
            }
        }

        return false;
    }
}
