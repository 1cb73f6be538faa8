using System.Text.RegularExpressions;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.KindWithInstanceData;

/// <summary>A kind carries data of one instance.</summary>
internal static partial class KindWithInstanceDataRule
{
    public static LintRule Rule { get; } = new("MP2001", "kind-with-instance-data", DiagnosticSeverity.Warning, "A kind carries data of one instance") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (Instance(entry.Entry.Kind) is { } found)
        {
            yield return new Remark(
                entry.At("$.kind"),
                $"The kind carries {found}: it names an instance, not a class of purposes.",
                "Move what differs from Mission to Mission into `params`; the kind is the same for all of them.");
        }
    }

    private static string? Instance(string kind)
    {
        int path = kind.IndexOf("//", StringComparison.Ordinal) is var slashes and >= 0 ? kind.IndexOf('/', slashes + 2) : kind.IndexOf(':', StringComparison.Ordinal);
        string rest = path < 0 ? string.Empty : kind[path..];
        return kind.Contains('?', StringComparison.Ordinal) ? "a query"
            : kind.Contains('@', StringComparison.Ordinal) || rest.Contains("%40", StringComparison.OrdinalIgnoreCase) ? "a user or mail address"
            : Uuid().IsMatch(rest) ? "a UUID"
            : Date().IsMatch(rest) ? "a date"
            : LongNumber().IsMatch(rest) ? "a long number"
            : Placeholder().IsMatch(rest) ? "a placeholder"
            : null;
    }

    [GeneratedRegex("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}", RegexOptions.CultureInvariant)]
    private static partial Regex Uuid();

    [GeneratedRegex("(?:19|20)[0-9]{2}-?[01][0-9]-?[0-3][0-9]", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex("[0-9]{5,}", RegexOptions.CultureInvariant)]
    private static partial Regex LongNumber();

    [GeneratedRegex(@"[{}$<>]|%7B|/:[a-z]", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Placeholder();
}
