using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis;

/// <summary>The kinds that a claim may have: nothing declares them, so that every kind that is spoken of counts.</summary>
internal static class ClaimKinds
{
    public static ImmutableArray<FactKind> Of(Condition everything) => [.. Tests(everything).SelectMany(Kinds).Append(FactKind.Text).Where(kind => kind != FactKind.Level).Distinct().Order()];

    public static IEnumerable<Condition.Test> Tests(Condition condition) => condition.Match(
        all => all.Parts.SelectMany(Tests),
        any => any.Parts.SelectMany(Tests),
        not => Tests(not.Part),
        test => [test]);

    private static IEnumerable<FactKind> Kinds(Condition.Test test) => test.Comparison switch
    {
        Comparison.SubsetOf or Comparison.DisjointFrom or Comparison.Contains => [FactKind.TextSet, FactKind.Text],
        Comparison.CountAtMost or Comparison.CountOver => [FactKind.TextSet, FactKind.Number],
        Comparison.OneOf => [FactKind.TextSet, FactKind.Text],
        Comparison.AtLeast or Comparison.AtMost or Comparison.Over or Comparison.Under when test.Operand is Operand.Reference =>
            [FactKind.Number, FactKind.Instant, FactKind.Duration],
        Comparison.Equal when test.Operand is Operand.Reference => [FactKind.Text, FactKind.Number, FactKind.Instant, FactKind.Duration, FactKind.Flag, FactKind.TextSet],
        _ => test.Operand is Operand.Literal { Value: { IsAbsent: false } value } ? [value.Kind] : [],
    };
}
