using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>A second backend, so that the seam has two sides: it walks the trees and prepares nothing.</summary>
internal sealed class TreeBackend : IRuleSetBackend
{
    public string Name => "tree";

    public IRuleSetProgram Compile(RuleSet rules) => new Program(rules);

    private sealed class Program(RuleSet rules) : IRuleSetProgram
    {
        public RuleSet Rules => rules;

        public bool AnyFires(IFacts facts) => rules.Rules.Any(rule => ConditionEvaluator.Holds(rule.When, facts));

        public ImmutableArray<Rule> Fired(IFacts facts) => [.. rules.Rules.Where(rule => ConditionEvaluator.Holds(rule.When, facts))];
    }
}
