using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.NoCases;

/// <summary>An entry without cases.</summary>
internal static class NoCasesRule
{
    public static LintRule Rule { get; } = new("MP2501", "no-cases", DiagnosticSeverity.Warning, "An entry without cases") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Cases.IsEmpty)
        {
            yield return new Remark(entry.At("$.kind"), "The entry has no cases: nobody wrote down what it has to decide.", "Add `cases`: one that is inside, and one for each way to cross.");
        }
    }
}
