using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.AgentWithoutStepUp;

/// <summary>An agent needs no stronger sign-in than a person.</summary>
internal static class AgentWithoutStepUpRule
{
    public static LintRule Rule { get; } = new("MP2305", "agent-without-step-up", DiagnosticSeverity.Warning, "An agent needs no stronger sign-in than a person") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        AuthenticationRule rules = entry.Entry.Authentication;
        Condition agent = When.Equal(FactName.ActorType, "agent");
        bool isStrong = entry.Vocabulary.Rank(rules.Require.Acr) >= entry.StrongRank
            || rules.StepUp.Any(rule => Implication.Holds(agent, rule.When) && entry.Vocabulary.Rank(rule.Require.Acr) >= entry.StrongRank)
            || entry.Entry.Rules.Any(rule => Implication.Holds(agent, rule.When)
                && (rule.Then.Refuse || entry.Vocabulary.Rank(rule.Then.Require?.Acr) >= entry.StrongRank));
        if (!isStrong)
        {
            yield return new Remark(
                entry.At("$.authentication"),
                $"A Mission for an agent begins with a sign-in weaker than `{entry.StrongLevel}`: one phished sign-in sets it to work.",
                $"Add a step-up `when: {{ actor_type: [agent] }}` that requires `acr: {entry.StrongLevel}`.");
        }
    }
}
