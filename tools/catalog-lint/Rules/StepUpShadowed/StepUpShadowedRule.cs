using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Rules.StepUpShadowed;

/// <summary>A step-up rule adds nothing to another one.</summary>
internal static class StepUpShadowedRule
{
    public static LintRule Rule { get; } = new("MP2302", "step-up-shadowed", DiagnosticSeverity.Warning, "A step-up rule adds nothing to another one") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        ValueArray<StepUpRule> rules = entry.Entry.Authentication.StepUp;
        for (int index = 0; index < rules.Count; index++)
        {
            for (int other = 0; other < rules.Count; other++)
            {
                // Of two that say the same, the later one is the one too many.
                if (other != index && Covers(entry, rules[other], rules[index]) && (other < index || !Covers(entry, rules[index], rules[other])))
                {
                    yield return new Remark(
                        entry.At($"$.authentication.step_up[{index}]"),
                        $"Whenever `{rules[index].Name}` applies, `{rules[other].Name}` applies too and asks for at least as much.",
                        "Drop it, or ask for more.");
                    break;
                }
            }
        }
    }

    private static bool Covers(LintEntry entry, StepUpRule stronger, StepUpRule rule) =>
        Implication.Holds(rule.When, stronger.When) && StepUp.Stricter(entry.Vocabulary, stronger.Require, rule.Require) == stronger.Require;
}
