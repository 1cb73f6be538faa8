using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>A prepared rule set. It always answers: what it cannot decide it refuses, see <see cref="RulesFault"/>.</summary>
public interface IRuleSetProgram
{
    /// <summary>The rules it was made from.</summary>
    RuleSet Rules { get; }

    /// <summary>Every rule that fires, in the order of the set; never stops at the first.</summary>
    /// <param name="question">The question.</param>
    /// <returns>The fired rules; the one rule <see cref="RulesFault.Rule"/> when the rules could not be asked.</returns>
    ImmutableArray<Rule> Ask(RuleQuestion question);

    /// <summary>The answers to several questions, asked in one pass.</summary>
    /// <param name="questions">The questions.</param>
    /// <returns>One answer for each question, in the same order.</returns>
    ImmutableArray<ImmutableArray<Rule>> AskAll(ImmutableArray<RuleQuestion> questions);
}
