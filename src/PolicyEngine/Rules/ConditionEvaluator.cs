using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>The plain meaning of a condition: a walk of the tree. Slow and obviously right; backends are compared with it.</summary>
public static class ConditionEvaluator
{
    /// <summary>Whether a condition holds.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="question">The facts and the values of the slots.</param>
    public static bool Holds(Condition condition, RuleQuestion question) => condition.Match(
        all => all.Parts.All(part => Holds(part, question)),
        any => any.Parts.Any(part => Holds(part, question)),
        not => !Holds(not.Part, question),
        test => Holds(test, question));

    /// <summary>Whether one comparison holds.</summary>
    /// <param name="test">The comparison.</param>
    /// <param name="question">The facts and the values of the slots.</param>
    public static bool Holds(Condition.Test test, RuleQuestion question) =>
        Compare.Holds(test.Comparison, question.Get(test.Fact), test.Operand.Match(literal => literal.Value, reference => question.Get(reference.Fact)));

    /// <summary>The rules that fire, layer by layer, in the order of the set.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="question">The facts and the values of the slots.</param>
    /// <exception cref="InvalidOperationException">Rules feed each other in a circle.</exception>
    public static ImmutableArray<Rule> Fired(RuleSet rules, RuleQuestion question)
    {
        HashSet<Rule> fired = new(ReferenceEqualityComparer.Instance);
        foreach (ImmutableArray<int> layer in RuleStrata.Of(rules.Rules.Items))
        {
            RuleQuestion now = question with { Facts = DerivedFacts.Over(question.Facts, [.. fired]) };
            fired.UnionWith(layer.Select(index => rules.Rules[index]).Where(rule => Holds(rule.When, now)).ToArray());
        }

        return [.. rules.Rules.Where(fired.Contains)];
    }
}
