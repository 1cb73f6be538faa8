using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.RuleUnreachable;

/// <summary>A rule of the author never applies.</summary>
internal static class RuleUnreachableRule
{
    public static LintRule Rule { get; } = new(
        "MP2701",
        "rule-unreachable",
        DiagnosticSeverity.Warning,
        "A rule of the author never applies") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Rules.IsEmpty)
        {
            return [];
        }

        Condition known = Bounds.Known(entry);
        return entry.Entry.Rules
            .Select((rule, index) => (Rule: rule, Index: index))
            .Where(item => Contradiction.IsIn(new Condition.All([known, item.Rule.When])))
            .Select(item => new Remark(
                entry.At($"$.rules[{item.Index}].when"),
                $"The rule `{item.Rule.Name}` never applies: no Mission that this entry allows meets its condition.",
                "Correct the condition; it contradicts itself, the allowed parties or the limits of the params schema."));
    }
}
