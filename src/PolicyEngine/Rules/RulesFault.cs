using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Rules;

/// <summary>The answer of rules that could not be asked: one rule that always fires and refuses.</summary>
/// <remarks>A fault is a fired rule and not an exception, so every decision that the fault touches is refused by the same path as any other
/// refusal, with a reason code. Nothing can read past it.</remarks>
public static class RulesFault
{
    /// <summary>The rule that stands for a fault.</summary>
    public static Rule Rule { get; } = new()
    {
        Id = "engine.rules_disagree",
        Dimension = Dimension.State,
        When = Condition.Always,
        Outcome = new Outcome.Refuse(ReasonCodes.RulesDisagree),
        Position = SourcePosition.None,
    };

    /// <summary>The answer that says so.</summary>
    public static ImmutableArray<Rule> Answer { get; } = [Rule];

    /// <summary>Whether an answer is a fault.</summary>
    /// <param name="fired">The answer.</param>
    public static bool Is(ImmutableArray<Rule> fired) => !fired.IsDefault && fired is [{ } only] && ReferenceEquals(only, Rule);
}
