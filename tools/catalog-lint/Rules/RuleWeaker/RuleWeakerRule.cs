using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.RuleWeaker;

/// <summary>A rule of the author asks for no more than the entry does anyway.</summary>
internal static class RuleWeakerRule
{
    public static LintRule Rule { get; } =
        new(
            "MP2703",
            "rule-weaker",
            DiagnosticSeverity.Warning,
            "A rule of the author asks for no more than the entry does anyway") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        StrengthRequirement least = entry.Entry.Authentication.Require;
        for (int index = 0; index < entry.Entry.Rules.Count; index++)
        {
            AuthorRule rule = entry.Entry.Rules[index];
            if (rule.Then.Require is { } require && StepUp.Stricter(entry.Vocabulary, least, require) == least)
            {
                yield return new Remark(
                    entry.At($"$.rules[{index}].then.require"),
                    $"The rule `{rule.Name}` asks for nothing that `authentication.require` does not ask of every sign-in.",
                    "Ask for a stronger level or a smaller `max_age`, or take it out.");
            }

            if (rule.Then.Approval <= entry.Entry.Approval.Mode)
            {
                yield return new Remark(
                    entry.At($"$.rules[{index}].then.approval"),
                    $"The rule `{rule.Name}` asks for an approval that `approval.mode` asks for anyway.",
                    "Ask for a stricter one, or take it out.");
            }
        }
    }
}
