using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.StepUpWeaker;

/// <summary>A step-up rule asks for no more than every sign-in must meet.</summary>
internal static class StepUpWeakerRule
{
    public static LintRule Rule { get; } = new("MP2303", "step-up-weaker", DiagnosticSeverity.Warning, "A step-up rule asks for no more than every sign-in must meet") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        StrengthRequirement least = entry.Entry.Authentication.Require;
        return entry.Entry.Authentication.StepUp
            .Select((rule, index) => (Rule: rule, Index: index))
            .Where(item => StepUp.Stricter(entry.Vocabulary, least, item.Rule.Require) == least)
            .Select(item => new Remark(
                entry.At($"$.authentication.step_up[{item.Index}].require"),
                $"The step-up `{item.Rule.Name}` asks for nothing that `authentication.require` does not ask of every sign-in.",
                "Ask for a stronger level or a smaller `max_age`, or drop the rule."));
    }
}
