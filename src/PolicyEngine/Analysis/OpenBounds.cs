using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis;

/// <summary>A bound with its references left open, which means for every event what the bound means once params and claims are written into it.</summary>
/// <remarks>It fails closed as <see cref="Envelopes.ConditionBinder"/> does: under a negation, a missing operand or attribute counts as a hit.</remarks>
internal static class OpenBounds
{
    public static Condition Bind(Condition condition) => Bind(condition, refuses: false);

    private static Condition Bind(Condition condition, bool refuses) => condition.Match<Condition>(
        all => new Condition.All(all.Parts.Select(part => Bind(part, refuses)).ToValueArray()),
        any => new Condition.Any(any.Parts.Select(part => Bind(part, refuses)).ToValueArray()),
        not => new Condition.Not(Bind(not.Part, !refuses)),
        test => refuses ? Refusing(test) : test);

    private static Condition Refusing(Condition.Test test)
    {
        Condition missing = test.Operand.Match(_ => Condition.Never, reference => Absent(reference.Fact));
        return test.Comparison == Comparison.Present ? When.Any(test, missing) : When.Any(test, Absent(test.Fact), missing);
    }

    private static Condition Absent(FactName fact) => When.Is(fact, Comparison.Present, FactValue.Flag(false));
}
