namespace MissionPolicy.Http.Bench;

/// <summary>What one server did in one round.</summary>
/// <param name="Processor">Processor time of the server's process for one request, in microseconds.</param>
/// <param name="Rate">Requests in a second.</param>
/// <param name="P50">Half of the answers came within this many milliseconds.</param>
/// <param name="P99">Of a hundred answers 99 came within this many milliseconds.</param>
internal sealed record Measurement(double Processor, double Rate, double P50, double P99)
{
    /// <summary>Sums up a round.</summary>
    /// <param name="milliseconds">How long each answer took.</param>
    /// <param name="processor">Processor time of the server for all of them.</param>
    /// <param name="clock">How long all of them took.</param>
    public static Measurement Of(IReadOnlyCollection<double> milliseconds, TimeSpan processor, TimeSpan clock)
    {
        double[] sorted = [.. milliseconds.Order()];
        return new Measurement(
            processor.TotalMicroseconds / sorted.Length,
            sorted.Length / clock.TotalSeconds,
            sorted[sorted.Length / 2],
            sorted[sorted.Length * 99 / 100]);
    }
}
