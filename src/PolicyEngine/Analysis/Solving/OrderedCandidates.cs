using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Solving;

/// <summary>Points and the open intervals between them.</summary>
/// <remarks>Tests on ordered kinds only see the order, so that of each interval as many values are enough as there are facts; the lowest ones do.</remarks>
internal static class OrderedCandidates
{
    private static readonly DateTimeOffset Usual = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    public static Candidates Of(FactKind kind, IEnumerable<FactValue> constants, int want, FactDomain domain)
    {
        // A test may compare a set's size with this number, which splits the whole numbers as well.
        decimal[] points = [.. constants.Where(value => value.Kind == kind).Select(value => value.AsNumber)
            .Concat(kind == FactKind.Number ? domain.Edges.Concat(constants.Where(value => value.Kind == FactKind.TextSet).Select(value => (decimal)value.SetCount)) : [])
            .Concat(kind == FactKind.Duration ? [0m] : [])
            .DefaultIfEmpty(Default(kind)).Distinct().Order()];
        (decimal low, decimal high, decimal unit, decimal step) = kind switch
        {
            FactKind.Instant => (0m, DateTimeOffset.MaxValue.UtcTicks, TimeSpan.TicksPerSecond, 1m),
            FactKind.Duration => (0m, TimeSpan.MaxValue.Ticks, TimeSpan.TicksPerSecond, 1m),
            _ => (decimal.MinValue / 4, decimal.MaxValue / 4, domain.Step ?? 1m, domain.Step ?? 0m),
        };
        List<decimal> values = [.. points];
        for (int index = 0; index <= points.Length; index++)
        {
            values.AddRange(index == 0
                ? Below(points[0], low, step == 0 ? unit : step, kind == FactKind.Number ? 1 : TimeSpan.TicksPerSecond, want)
                : Between(points[index - 1], index == points.Length ? high : points[index], unit, step, want));
        }

        return new Candidates([.. values.Where(value => value >= low && value <= high).Distinct().Select(value => Value(kind, value))], true);
    }

    private static decimal Default(FactKind kind) => kind switch
    {
        FactKind.Instant => Usual.UtcTicks,
        _ => 1,
    };

    private static IEnumerable<decimal> Below(decimal point, decimal low, decimal step, decimal nice, int want)
    {
        decimal unit = point - (nice * want) >= low && nice % step == 0 ? nice : step;
        decimal first = Math.Floor(point / step) * step;
        return Enumerable.Range(0, want + 1).Select(index => first - (unit * index)).Where(value => value < point && value >= low);
    }

    private static IEnumerable<decimal> Between(decimal from, decimal to, decimal unit, decimal step, int want)
    {
        if (step == 0)
        {
            return Enumerable.Range(1, want).Select(index => from + (unit * want < to - from ? unit * index : (to - from) * index / (want + 1)));
        }

        // Whole seconds read better than ticks; numbers on a grid have to stay on it.
        if (unit > step && from + (unit * (want + 1)) < to)
        {
            return Enumerable.Range(1, want).Select(index => from + (unit * index));
        }

        decimal first = (Math.Floor(from / step) + 1) * step;
        return Enumerable.Range(0, want).Select(index => first + (step * index)).Where(value => value < to);
    }

    private static FactValue Value(FactKind kind, decimal value) => kind switch
    {
        FactKind.Instant => FactValue.Instant(new DateTimeOffset((long)value, TimeSpan.Zero)),
        FactKind.Duration => FactValue.Duration(new TimeSpan((long)value)),
        _ => FactValue.Number(value),
    };
}
