namespace MissionPolicy.Engine.Rules;

/// <summary>The plain meaning of a condition: a walk of the tree. Slow and obviously right; backends are compared with it.</summary>
public static class ConditionEvaluator
{
    /// <summary>Whether a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="facts">The facts.</param>
    public static bool Holds(Condition condition, IFacts facts) => condition.Match(
        all => all.Parts.All(part => Holds(part, facts)),
        any => any.Parts.Any(part => Holds(part, facts)),
        not => !Holds(not.Part, facts),
        test => Compare.Holds(test.Comparison, facts.Get(test.Fact), Value(test.Operand, facts)));

    private static FactValue Value(Operand operand, IFacts facts) =>
        operand.Match(literal => literal.Value, reference => facts.Get(reference.Fact));
}
