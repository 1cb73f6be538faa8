using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Replaces comparisons of one known fact by their answer.</summary>
internal static class PartialEvaluation
{
    /// <summary>The condition that remains when a fact is known.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="fact">The known fact.</param>
    /// <param name="value">Its value.</param>
    public static Condition Given(Condition condition, FactName fact, FactValue value) => Given(condition, test =>
        test.Fact == fact && test.Operand is Operand.Literal literal ? Compare.Holds(test.Comparison, value, literal.Value) : null);

    /// <summary>The condition that is left when some tests are decided.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="decide">Whether a test holds; null for a test that stays open.</param>
    public static Condition Given(Condition condition, Func<Condition.Test, bool?> decide) => condition.Match(
        all => All(all.Parts.Select(part => Given(part, decide))),
        any => Any(any.Parts.Select(part => Given(part, decide))),
        not => Negate(Given(not.Part, decide)),
        test => decide(test) is { } holds ? Constant(holds) : test);

    /// <summary>The same for a condition whose parts stand in many places: each is looked at once, and stays one part.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="decide">Whether a test holds; null for a test that stays open.</param>
    public static Condition OfShared(Condition condition, Func<Condition.Test, bool?> decide)
    {
        Dictionary<Condition, Condition> known = new(ReferenceEqualityComparer.Instance);
        return Of(condition);

        Condition Of(Condition part)
        {
            if (!known.TryGetValue(part, out Condition? found))
            {
                found = part.Match(
                    all => All(all.Parts.Select(Of)),
                    any => Any(any.Parts.Select(Of)),
                    not => Negate(Of(not.Part)),
                    test => decide(test) is { } holds ? Constant(holds) : test);
                known.Add(part, found);
            }

            return found;
        }
    }

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
