using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Replaces comparisons of one known fact by their answer.</summary>
internal static class PartialEvaluation
{
    /// <summary>The condition that remains when a fact is known.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="fact">The known fact.</param>
    /// <param name="value">Its value.</param>
    public static Condition Given(Condition condition, FactName fact, FactValue value) => condition.Match(
        all => All(all.Parts.Select(part => Given(part, fact, value))),
        any => Any(any.Parts.Select(part => Given(part, fact, value))),
        not => Negate(Given(not.Part, fact, value)),
        test => test.Fact == fact && test.Operand is Operand.Literal literal
            ? Constant(Compare.Holds(test.Comparison, value, literal.Value))
            : test);

    private static Condition Constant(bool holds) => holds ? Condition.Always : Condition.Never;

    private static Condition Negate(Condition part) =>
        part == Condition.Always ? Condition.Never : part == Condition.Never ? Condition.Always : new Condition.Not(part);

    private static Condition All(IEnumerable<Condition> parts)
    {
        ValueArray<Condition> open = parts.Where(part => part != Condition.Always).ToValueArray();
        return open.Contains(Condition.Never) ? Condition.Never : open.Count == 1 ? open[0] : new Condition.All(open);
    }

    private static Condition Any(IEnumerable<Condition> parts)
    {
        ValueArray<Condition> open = parts.Where(part => part != Condition.Never).ToValueArray();
        return open.Contains(Condition.Always) ? Condition.Always : open.Count == 1 ? open[0] : new Condition.Any(open);
    }
}
