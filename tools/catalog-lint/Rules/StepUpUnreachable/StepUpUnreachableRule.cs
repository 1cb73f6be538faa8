using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.StepUpUnreachable;

/// <summary>A step-up rule that never applies.</summary>
internal static class StepUpUnreachableRule
{
    public static LintRule Rule { get; } = new("MP2301", "step-up-unreachable", DiagnosticSeverity.Warning, "A step-up rule that never applies") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Authentication.StepUp.IsEmpty)
        {
            return [];
        }

        Condition known = Bounds.Known(entry);
        return entry.Entry.Authentication.StepUp
            .Select((rule, index) => (Rule: rule, Index: index))
            .Where(item => Contradiction.IsIn(new Condition.All([known, item.Rule.When])))
            .Select(item => new Remark(
                entry.At($"$.authentication.step_up[{item.Index}].when"),
                $"The step-up `{item.Rule.Name}` never applies: no Mission that this entry allows meets its condition.",
                "Correct the condition; it contradicts itself, the allowed parties or the limits of the params schema."));
    }
}
