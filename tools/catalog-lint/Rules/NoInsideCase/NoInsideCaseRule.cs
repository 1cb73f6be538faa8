using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.NoInsideCase;

/// <summary>No case shows what the Mission may do.</summary>
internal static class NoInsideCaseRule
{
    public static LintRule Rule { get; } = new("MP2505", "no-inside-case", DiagnosticSeverity.Warning, "No case shows what the Mission may do") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (!entry.Entry.Cases.IsEmpty && entry.Entry.Cases.All(item => item.Expect.Outcome != "inside"))
        {
            yield return new Remark(entry.At("$.cases"), "No case is inside: an entry that refuses everything would pass.", "Add a case with `expect: inside`.");
        }
    }
}
