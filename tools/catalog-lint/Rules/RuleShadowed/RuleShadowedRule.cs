using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Rules.RuleShadowed;

/// <summary>A rule of the author adds nothing to another one.</summary>
internal static class RuleShadowedRule
{
    public static LintRule Rule { get; } = new(
        "MP2704",
        "rule-shadowed",
        DiagnosticSeverity.Warning,
        "A rule of the author adds nothing to another one") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        ValueArray<AuthorRule> rules = entry.Entry.Rules;
        for (int index = 0; index < rules.Count; index++)
        {
            for (int other = 0; other < rules.Count; other++)
            {
                // Of two that say the same, the later one is the one too many.
                if (other != index
                    && Covers(entry, rules[other], rules[index])
                    && (other < index || !Covers(entry, rules[index], rules[other])))
                {
                    yield return new Remark(
                        entry.At($"$.rules[{index}]"),
                        $"Whenever `{rules[index].Name}` applies, `{rules[other].Name}` applies too and takes at least as much.",
                        "Drop it, or let it take more.");
                    break;
                }
            }
        }
    }

    private static bool Covers(LintEntry entry, AuthorRule stronger, AuthorRule rule) =>
        Implication.Holds(rule.When, stronger.When) && Covers(entry, stronger.Then, rule.Then);

    // Points count each time, so a rule that writes a derived fact is never one too many.
    private static bool Covers(LintEntry entry, RuleConsequences stronger, RuleConsequences then) =>
        then.Add.IsEmpty && then.Tag.IsEmpty
        && (stronger.Refuse
            || (!then.Refuse
                && (then.Require is null
                    || (stronger.Require is { } require && StepUp.Stricter(entry.Vocabulary, require, then.Require) == require))
                && (then.Approval is null || stronger.Approval >= then.Approval)
                && (then.Shorten is null || stronger.Shorten <= then.Shorten)
                && then.Withhold.All(stronger.Withhold.Contains)));
}
