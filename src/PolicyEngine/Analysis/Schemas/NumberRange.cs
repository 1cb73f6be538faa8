using System.Globalization;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>The numbers of a schema: an interval, perhaps on a grid.</summary>
/// <param name="Least">The lower end; null for none.</param>
/// <param name="LeastIsOut">Whether the lower end itself is outside.</param>
/// <param name="Most">The upper end; null for none.</param>
/// <param name="MostIsOut">Whether the upper end itself is outside.</param>
/// <param name="Step">The distance of the grid; null for every number.</param>
/// <param name="IsExact">Whether the keywords fit into decimals, so that the range is all that the schema says about numbers.</param>
internal sealed record NumberRange(decimal? Least, bool LeastIsOut, decimal? Most, bool MostIsOut, decimal? Step, bool IsExact)
{
    public static NumberRange Of(SchemaNode node)
    {
        bool isExact = true;
        decimal? Read(JsonNumber? number)
        {
            if (number is null)
            {
                return null;
            }

            bool isRead = decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
                && JsonNumber.Parse(value.ToString(CultureInfo.InvariantCulture)) == number && Math.Abs(value) < 1e20m;
            isExact &= isRead;
            return isRead ? value : null;
        }

        (decimal? least, decimal? over) = (Read(node.Minimum), Read(node.ExclusiveMinimum));
        (decimal? most, decimal? under) = (Read(node.Maximum), Read(node.ExclusiveMaximum));
        decimal? step = Read(node.MultipleOf);
        if (!node.Types.HasFlag(SchemaTypes.Number) && node.Types.HasFlag(SchemaTypes.Integer))
        {
            // Whole numbers on a grid of a fraction lie on a third grid; only the plain cases are ranges here.
            isExact &= step is null || decimal.IsInteger(step.Value) || decimal.IsInteger(1 / step.Value);
            step = step is { } given && decimal.IsInteger(given) ? given : 1;
        }

        bool isOver = over is not null && !(least > over);
        bool isUnder = under is not null && !(most < under);
        return new NumberRange(isOver ? over : least, isOver, isUnder ? under : most, isUnder, step, isExact).OnGrid();
    }

    public bool Contains(NumberRange inner) => inner.IsEmpty || (
        (Least is null || inner.Least > Least || (inner.Least == Least && (!LeastIsOut || inner.LeastIsOut)))
        && (Most is null || inner.Most < Most || (inner.Most == Most && (!MostIsOut || inner.MostIsOut)))
        && (Step is null || (inner.Step is { } step && step % Step == 0) || (inner.Least == inner.Most && inner.Least % Step == 0)));

    /// <summary>Numbers at and around every place where two ranges may differ.</summary>
    public static IEnumerable<decimal> Near(NumberRange one, NumberRange other)
    {
        decimal[] edges = [.. new[] { one.Least, one.Most, other.Least, other.Most, 0, 1 }.OfType<decimal>().Distinct()];
        decimal[] steps = [.. new[] { one.Step, other.Step, 1m, 0.5m, one.Step / 2, other.Step / 2 }.OfType<decimal>().Distinct()];
        return edges
            .Concat(edges.SelectMany(edge => steps.SelectMany(step => new[] { edge + step, edge - step, edge + (step * 3) })))
            .Concat(edges.SelectMany(edge => edges.Select(second => (edge + second) / 2)))
            .Distinct();
    }

    private bool IsEmpty => Least > Most || (Least == Most && (LeastIsOut || MostIsOut));

    // On a grid the ends are grid points that are inside.
    private NumberRange OnGrid()
    {
        if (Step is not { } step)
        {
            return this;
        }

        decimal? least = Least is { } low ? Math.Ceiling(low / step) * step : null;
        decimal? most = Most is { } high ? Math.Floor(high / step) * step : null;
        return this with
        {
            Least = LeastIsOut && least == Least ? least + step : least,
            LeastIsOut = false,
            Most = MostIsOut && most == Most ? most - step : most,
            MostIsOut = false,
        };
    }
}
