using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Bench;

/// <summary>What a rule text of Microsoft's RulesEngine calls; public because its parser sees public types only.</summary>
/// <param name="question">The question.</param>
/// <param name="tests">The comparisons, by number.</param>
public sealed class MicrosoftQuestion(RuleQuestion question, IReadOnlyList<Condition.Test> tests)
{
    /// <summary>Whether a comparison holds.</summary>
    /// <param name="number">Its number.</param>
    public bool Holds(int number) => ConditionEvaluator.Holds(tests[number], question);
}
