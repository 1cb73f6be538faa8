using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.PrivilegedWithoutStepUp;

/// <summary>A privileged operation needs no strong sign-in.</summary>
internal static class PrivilegedWithoutStepUpRule
{
    public static LintRule Rule { get; } = new("MP2304", "privileged-without-step-up", DiagnosticSeverity.Warning, "A privileged operation needs no strong sign-in") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        AuthenticationRule rules = entry.Entry.Authentication;
        bool isStrong = rules.StepUp.Select(rule => rule.Require).Append(rules.Require)
            .Concat(entry.Entry.Rules.Select(rule => rule.Then.Require).OfType<StrengthRequirement>())
            .Any(require => entry.Vocabulary.Rank(require.Acr) >= entry.StrongRank);
        return isStrong ? [] : entry.Privileged.Select(granted => new Remark(
            entry.At($"$.authority[{granted.Index}].operations"),
            $"`{string.Join("`, `", granted.Operations)}` of `{granted.Rule.Resource}` is privileged, and no sign-in for this purpose is ever as strong as `{entry.StrongLevel}`.",
            $"Require `acr: {entry.StrongLevel}` under `authentication.require`, or in a step-up."));
    }
}
