using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.NoPromptBudget;

/// <summary>A client may ask a person any number of times.</summary>
internal static class NoPromptBudgetRule
{
    public static LintRule Rule { get; } = new(
        "MP2410", "no-prompt-budget", DiagnosticSeverity.Note, "A client may ask a person any number of times") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Approval is { Mode: not ApprovalMode.Auto, Prompts: null })
        {
            yield return new Remark(
                entry.At("$.approval"),
                "A client may ask a person any number of times: who is asked often enough says yes without reading.",
                "Add `prompts`, for example `{ most: 3, per: 1h }`.");
        }
    }
}
