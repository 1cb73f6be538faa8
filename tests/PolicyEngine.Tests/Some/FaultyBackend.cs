using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>A backend whose rules can never be asked.</summary>
internal sealed class FaultyBackend : IRuleSetBackend
{
    public string Name => "faulty";

    public IRuleSetProgram Compile(RuleSet rules) => new Program(rules);

    private sealed class Program(RuleSet rules) : IRuleSetProgram
    {
        public RuleSet Rules => rules;

        public ImmutableArray<Rule> Ask(RuleQuestion question) => RulesFault.Answer;

        public ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions) => [.. questions.Select(Ask)];
    }
}
