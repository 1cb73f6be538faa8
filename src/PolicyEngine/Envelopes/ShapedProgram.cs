using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>A shared program and the values of one Mission.</summary>
/// <param name="Program">The program of the shape.</param>
/// <param name="Slots">What fills its slots.</param>
public sealed record ShapedProgram(IRuleSetProgram Program, ValueArray<FactValue> Slots)
{
    /// <summary>Every rule that fires.</summary>
    /// <param name="facts">The facts.</param>
    public ImmutableArray<Rule> Ask(IFacts facts) => Program.Ask(Question(facts));

    /// <summary>The answers to several questions, in one pass.</summary>
    /// <param name="facts">The facts of each question.</param>
    public ImmutableArray<ImmutableArray<Rule>> AskAll(IEnumerable<IFacts> facts) => Program.AskAll([.. facts.Select(Question)]);

    /// <summary>Facts together with this Mission's values.</summary>
    /// <param name="facts">The facts.</param>
    public RuleQuestion Question(IFacts facts) => new(facts, Slots);
}
