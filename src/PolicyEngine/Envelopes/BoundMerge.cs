using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>From several comparisons of one attribute to the one shape that says the same.</summary>
internal static class BoundMerge
{
    /// <summary>The shape.</summary>
    /// <param name="parts">What must hold of one attribute, all of it.</param>
    /// <returns>The shape, or null when no plain shape says exactly this.</returns>
    public static BoundShape? Of(ValueArray<Condition> parts)
    {
        // Every other comparison asks for the attribute anyway.
        ImmutableArray<Literal> tests = [.. parts.Where(part => !IsPresence(part)).Select(Read)];
        return tests.IsEmpty || tests.Any(test => test.Value.IsAbsent) ? null
            : tests.All(IsOfText) ? Text(tests)
            : tests.All(test => test.Comparison == Comparison.SubsetOf) ? new BoundShape.Only(Shared(tests))
            : tests.Any(test => test.Value.Kind == FactKind.TextSet || test.Value.Kind != tests[0].Value.Kind) ? null
            : tests.Any(test => test.Comparison == Comparison.Equal) ? Value(tests)
            : tests.All(IsOfOrder) ? new BoundShape.Between(Low(tests), High(tests))
            : null;
    }

    private static bool IsPresence(Condition part) =>
        part is Condition.Test { Comparison: Comparison.Present, Operand: Operand.Literal { Value: { Kind: FactKind.Flag, AsNumber: 1 } } };

    private static Literal Read(Condition part) => part is Condition.Test { Operand: Operand.Literal literal } test
        ? new Literal(test.Comparison, literal.Value)
        : new Literal(Comparison.Present, FactValue.Absent);

    private static bool IsOfText(Literal test) => (test.Comparison, test.Value.Kind)
        is (Comparison.Equal or Comparison.StartsWith, FactKind.Text) or (Comparison.OneOf, FactKind.TextSet);

    private static bool IsOfOrder(Literal test) => test.Comparison is Comparison.AtLeast or Comparison.Over or Comparison.AtMost or Comparison.Under
        && test.Value.Kind is FactKind.Number or FactKind.Instant or FactKind.Duration;

    private static BoundShape? Text(ImmutableArray<Literal> tests)
    {
        if (tests.All(test => test.Comparison == Comparison.StartsWith))
        {
            string longest = tests.Select(test => test.Value.AsText).MaxBy(text => text.Length)!;
            return tests.All(test => longest.StartsWith(test.Value.AsText, StringComparison.Ordinal)) ? new BoundShape.Beginning(longest) : null;
        }

        ValueArray<string> left = tests
            .Where(test => test.Comparison != Comparison.StartsWith)
            .SelectMany(test => test.Comparison == Comparison.Equal ? [test.Value.AsText] : test.Value.AsSet)
            .Where(text => Fits(FactValue.Text(text), tests))
            .ToSortedSet();
        return left.Count == 1 ? new BoundShape.Exactly(FactValue.Text(left[0])) : new BoundShape.Among(FactValue.TextSet(left));
    }

    private static FactValue Shared(ImmutableArray<Literal> tests) =>
        FactValue.TextSet(tests[0].Value.AsSet.Where(text => tests.All(test => test.Value.SetContains(text))));

    private static BoundShape.Exactly? Value(ImmutableArray<Literal> tests)
    {
        FactValue value = tests.First(test => test.Comparison == Comparison.Equal).Value;
        return Fits(value, tests) ? new BoundShape.Exactly(value) : null;
    }

    private static bool Fits(FactValue value, ImmutableArray<Literal> tests) => tests.All(test => Compare.Holds(test.Comparison, value, test.Value));

    private static BoundEnd Low(ImmutableArray<Literal> tests) => tests
        .Where(test => test.Comparison is Comparison.AtLeast or Comparison.Over)
        .Select(test => new BoundEnd(test.Value, test.Comparison == Comparison.AtLeast))
        .OrderByDescending(end => end.Value.AsNumber)
        .ThenBy(end => end.Included)
        .FirstOrDefault();

    private static BoundEnd High(ImmutableArray<Literal> tests) => tests
        .Where(test => test.Comparison is Comparison.AtMost or Comparison.Under)
        .Select(test => new BoundEnd(test.Value, test.Comparison == Comparison.AtMost))
        .OrderBy(end => end.Value.AsNumber)
        .ThenBy(end => end.Included)
        .FirstOrDefault();

    private readonly record struct Literal(Comparison Comparison, FactValue Value);
}
