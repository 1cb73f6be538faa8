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

        public ImmutableArray<Rule> Ask(RuleQuestion question) => ConditionEvaluator.Fired(rules, question);

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions) => [.. questions.Select(Ask)];
    }
}
