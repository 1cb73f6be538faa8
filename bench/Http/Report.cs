using System.Globalization;

namespace MissionPolicy.Http.Bench;

/// <summary>The figures of a run as a table.</summary>
internal sealed class Report(Arguments arguments)
{
    private readonly List<double> bounds = [];
    private readonly List<IReadOnlyList<Measurement>> rounds = [];

    /// <summary>Adds a round.</summary>
    /// <param name="bound">Processor time of the cryptography, in microseconds.</param>
    /// <param name="measured">What each variant did, in the order of the variants.</param>
    public void Add(double bound, IReadOnlyList<Measurement> measured)
    {
        bounds.Add(bound);
        rounds.Add(measured);
    }

    /// <summary>Prints every round, then the medians.</summary>
    public void Print(TextWriter output)
    {
        output.WriteLine(
            $"POST /token, a key-bound refresh. Servers on processor {Text(arguments.ServerProcessor)}, "
            + $"{Text(arguments.Callers)} callers on processor {Text(arguments.LoaderProcessor)}.");
        output.WriteLine($"{Text(arguments.Warm)} requests discarded, {Text(arguments.Rounds)} rounds of {Text(arguments.Requests)}.");
        string bound = Text(Median(bounds), "F0");
        output.WriteLine($"Bound: one ES256 verification and one signature with ready keys, {bound} us of processor time.");
        output.WriteLine($"Ratios are to {arguments.Variants[arguments.ReferenceAt].Name}.");
        output.WriteLine();
        output.WriteLine(Line(
            "round", "variant", "processor us", "ratio", "bound/processor", "rate/s", "ratio", "p50 ms", "ratio", "p99 ms", "ratio"));
        for (int round = 0; round < rounds.Count; round++)
        {
            Rows(output, Text(round + 1), [bounds[round]], [rounds[round]]);
        }

        Rows(output, "median", bounds, rounds);
        output.WriteLine();
        string spreads = string.Join(", ", arguments.Variants.Select(Spread));
        output.WriteLine($"Processor time of the dearest round beside the cheapest: {spreads}.");
    }

    /// <summary>The median of a variant's processor time beside that of the reference in the same round.</summary>
    /// <param name="variant">The place of the variant.</param>
    public double RatioOf(int variant) => Ratio(rounds, variant, static measured => measured.Processor);

    private void Rows(TextWriter output, string name, List<double> bound, List<IReadOnlyList<Measurement>> of)
    {
        for (int at = 0; at < arguments.Variants.Count; at++)
        {
            int variant = at;
            string Value(Func<Measurement, double> figure, string format) =>
                Text(Median([.. of.Select(measured => figure(measured[variant]))]), format);
            string Beside(Func<Measurement, double> figure) => Text(Ratio(of, variant, figure), "F3");
            double share = Median([.. of.Select((measured, round) => bound[round] / measured[variant].Processor)]);
            output.WriteLine(Line(
                name,
                arguments.Variants[at].Name,
                Value(static measured => measured.Processor, "F0"),
                Beside(static measured => measured.Processor),
                Text(share, "F3"),
                Value(static measured => measured.Rate, "F0"),
                Beside(static measured => measured.Rate),
                Value(static measured => measured.P50, "F2"),
                Beside(static measured => measured.P50),
                Value(static measured => measured.P99, "F2"),
                Beside(static measured => measured.P99)));
        }
    }

    private string Spread(Variant variant, int at) =>
        $"{variant.Name} {Text(rounds.Max(round => round[at].Processor) / rounds.Min(round => round[at].Processor), "F2")}";

    private string Line(string round, string variant, params string[] figures) =>
        $"{round,-8}{variant.PadRight(Math.Max(7, arguments.Variants.Max(static one => one.Name.Length)))}"
        + string.Concat(figures.Select(static (figure, at) => figure.PadLeft(at switch { 0 => 14, 2 => 17, _ => 9 })));

    // Rounds are compared with themselves: what slows a round down slows all of its servers.
    private double Ratio(List<IReadOnlyList<Measurement>> of, int variant, Func<Measurement, double> figure) =>
        Median([.. of.Select(measured => figure(measured[variant]) / figure(measured[arguments.ReferenceAt]))]);

    private static double Median(List<double> values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
}
