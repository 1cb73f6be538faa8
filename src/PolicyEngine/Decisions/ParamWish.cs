using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What a param has to be so that a comparison with it holds for all that is wished.</summary>
internal static class ParamWish
{
    /// <summary>The value.</summary>
    /// <param name="comparison">The comparison of the attribute with the param.</param>
    /// <param name="current">The param now, or absent.</param>
    /// <param name="wish">What is wished of the attribute.</param>
    /// <returns>The value, or absent when no single smallest one follows from the wish.</returns>
    public static FactValue Of(Comparison comparison, FactValue current, BoundShape wish) => (comparison, wish) switch
    {
        (Comparison.Equal or Comparison.AtLeast or Comparison.AtMost, BoundShape.Exactly { Value: var value }) => value,
        (Comparison.Equal, BoundShape.Only { Texts: var texts }) => texts,
        (Comparison.StartsWith, BoundShape.Exactly { Value: { Kind: FactKind.Text } value }) => value,
        (Comparison.StartsWith, BoundShape.Beginning { Prefix: var prefix }) => FactValue.Text(prefix),
        (Comparison.OneOf, BoundShape.Exactly { Value: { Kind: FactKind.Text } value }) => Union(current, FactValue.TextSet([value.AsText])),
        (Comparison.OneOf, BoundShape.Among { Texts: var texts }) => Union(current, texts),
        (Comparison.SubsetOf, BoundShape.Only { Texts: var texts }) => Union(current, texts),
        (Comparison.DisjointFrom, BoundShape.Only { Texts: var texts }) when IsSet(current) =>
            FactValue.TextSet(current.AsSet.Where(text => !texts.SetContains(text))),
        (Comparison.CountAtMost, BoundShape.Only { Texts: var texts }) => FactValue.Number(texts.SetCount),
        (Comparison.AtLeast, BoundShape.Between { Low: var low }) => low.Value,
        (Comparison.AtMost, BoundShape.Between { High: var high }) => high.Value,
        (Comparison.Over, BoundShape.Exactly { Value: var value }) => Beyond(value, -1),
        (Comparison.Under, BoundShape.Exactly { Value: var value }) => Beyond(value, 1),
        (Comparison.Over, BoundShape.Between { Low: var low }) => low.Included ? Beyond(low.Value, -1) : low.Value,
        (Comparison.Under, BoundShape.Between { High: var high }) => high.Included ? Beyond(high.Value, 1) : high.Value,
        _ => FactValue.Absent,
    };

    private static bool IsSet(FactValue value) => !value.IsAbsent && value.Kind == FactKind.TextSet;

    private static FactValue Union(FactValue current, FactValue more) => FactValue.TextSet(IsSet(current) ? [.. current.AsSet, .. more.AsSet] : more.AsSet);

    // An end that is itself outside moves to the next whole number or second, which a person can read.
    private static FactValue Beyond(FactValue value, int direction)
    {
        if (value.IsAbsent || value.Kind is not (FactKind.Number or FactKind.Instant or FactKind.Duration))
        {
            return FactValue.Absent;
        }

        decimal unit = value.Kind == FactKind.Number ? 1 : TimeSpan.TicksPerSecond;
        decimal last = value.Kind switch
        {
            FactKind.Number => long.MaxValue,
            FactKind.Instant => DateTimeOffset.MaxValue.UtcTicks,
            _ => TimeSpan.MaxValue.Ticks,
        };
        if (Math.Abs(value.AsNumber) > last - (2 * unit))
        {
            return FactValue.Absent;
        }

        decimal steps = value.AsNumber / unit;
        decimal beyond = (direction > 0 ? Math.Floor(steps) + 1 : Math.Ceiling(steps) - 1) * unit;
        return value.Kind == FactKind.Number ? FactValue.Number(beyond)
            : beyond < 0 ? FactValue.Absent
            : value.Kind == FactKind.Instant ? FactValue.Instant(new DateTimeOffset((long)beyond, TimeSpan.Zero))
            : FactValue.Duration(new TimeSpan((long)beyond));
    }
}
