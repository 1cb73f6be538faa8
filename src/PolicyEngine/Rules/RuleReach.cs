using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>Which facts can change whether a rule fires.</summary>
internal static class RuleReach
{
    /// <summary>The facts that a condition reads, on either side of its comparisons; derived facts among them.</summary>
    /// <param name="condition">The condition.</param>
    public static IEnumerable<FactName> Facts(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Facts),
        any => any.Parts.SelectMany(Facts),
        not => Facts(not.Part),
        test => test.Operand is Operand.Reference reference ? [test.Fact, reference.Fact] : new[] { test.Fact });

    /// <summary>The facts of the question that a condition rests on: those that it reads, and those that the writers of its derived facts
    /// rest on.</summary>
    /// <param name="rules">All rules of the set; they may feed each other in a circle.</param>
    /// <param name="condition">The condition.</param>
    public static IReadOnlySet<FactName> Of(ImmutableArray<Rule> rules, Condition condition)
    {
        HashSet<FactName> facts = [];
        HashSet<FactName> derived = [];
        Queue<Condition> open = new([condition]);
        while (open.TryDequeue(out Condition? next))
        {
            foreach (FactName fact in Facts(next))
            {
                if (fact.Scope != FactScope.Derived)
                {
                    facts.Add(fact);
                }
                else if (derived.Add(fact))
                {
                    rules.Where(rule => rule.Outcome.Writes == fact).ToList().ForEach(writer => open.Enqueue(writer.When));
                }
            }
        }

        return facts;
    }
}
