using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.RuleWithoutCase;

/// <summary>No case makes a rule of the author apply.</summary>
internal static class RuleWithoutCaseRule
{
    public static LintRule Rule { get; } = new(
        "MP2705",
        "rule-without-case",
        DiagnosticSeverity.Warning,
        "No case makes a rule of the author apply") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        CatalogEntry rules = entry.Entry;
        if (rules.Rules.IsEmpty || rules.Cases.IsEmpty)
        {
            yield break;
        }

        HashSet<string> shown = CatalogCaseRunner.RulesShown(entry.Purpose);
        Condition known = Bounds.Known(entry);
        for (int index = 0; index < rules.Rules.Count; index++)
        {
            // A rule that never applies is a finding already.
            if (!shown.Contains(rules.Rules[index].Name) && !Contradiction.IsIn(new Condition.All([known, rules.Rules[index].When])))
            {
                yield return new Remark(
                    entry.At($"$.rules[{index}].name"),
                    $"No case without an action makes the rule `{rules.Rules[index].Name}` apply: "
                        + "whether it does what was meant is not shown.",
                    "Add a case whose Mission meets its condition, and expect what follows.");
            }
        }
    }
}
