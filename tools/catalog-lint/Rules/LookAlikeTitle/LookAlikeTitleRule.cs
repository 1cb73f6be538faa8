using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.LookAlikeTitle;

/// <summary>Two purposes look the same on the approval page.</summary>
internal static class LookAlikeTitleRule
{
    public static LintRule Rule { get; } = new("MP2603", "look-alike-title", DiagnosticSeverity.Warning, "Two purposes look the same on the approval page") { OfCatalog = Check };

    private static IEnumerable<Remark> Check(LintCatalog catalog)
    {
        foreach (IGrouping<string, LintEntry> same in catalog.Entries.GroupBy(entry => Skeleton.Of(entry.Entry.Title), StringComparer.Ordinal).Where(same => same.Count() > 1))
        {
            LintEntry first = same.First();
            foreach (LintEntry entry in same.Skip(1))
            {
                yield return new Remark(
                    entry.At("$.title"),
                    $"The title reads like `{first.Entry.Title}` of {first.Entry.Source.File}: a person cannot tell the two requests apart.",
                    "Say what is different about this purpose.");
            }
        }
    }
}
