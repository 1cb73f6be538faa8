using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.NoReapprovalCase;

/// <summary>No case shows what has to be asked again.</summary>
internal static class NoReapprovalCaseRule
{
    public static LintRule Rule { get; } = new("MP2502", "no-reapproval-case", DiagnosticSeverity.Warning, "No case shows what has to be asked again") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (!entry.Entry.Cases.IsEmpty && entry.Entry.Cases.All(item => item.Expect.Outcome != "reapprove"))
        {
            yield return new Remark(entry.At("$.cases"), "No case shows what a person has to be asked again for.", "Add one with `expect: { reapprove: [ … ] }` for each way to cross.");
        }
    }
}
