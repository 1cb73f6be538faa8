using System.Globalization;

namespace MissionPolicy.Http.Bench;

/// <summary>One run: every server started and warm, then rounds in which each has its turn.</summary>
/// <param name="arguments">The command line.</param>
/// <param name="root">The folder of this run.</param>
/// <param name="progress">Where each step is named.</param>
internal sealed class Run(Arguments arguments, RunFolder root, TextWriter progress)
{
    private static readonly TimeSpan BoundTime = TimeSpan.FromSeconds(1);

    /// <summary>Plays the run.</summary>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="BenchFailure">It proves nothing.</exception>
    public async Task<Report> PlayAsync(CancellationToken cancellation)
    {
        progress.WriteLine("publishing the server");
        await Publication.WriteAsync(root.Server, cancellation);
        await PinAsync(cancellation);
        List<Competitor> competitors = [];
        try
        {
            foreach (Variant variant in arguments.Variants)
            {
                progress.WriteLine($"{variant.Name}: starting, approving, warming");
                competitors.Add(await Competitor.StartAsync(variant, root, arguments, cancellation));
                await competitors[^1].WarmAsync(arguments.Warm, cancellation);
            }

            Report report = await RoundsAsync(competitors, cancellation);
            foreach (Competitor competitor in competitors)
            {
                await competitor.StopAsync(cancellation);
            }

            return report;
        }
        finally
        {
            foreach (Competitor competitor in competitors)
            {
                await competitor.DisposeAsync();
            }
        }
    }

    private async Task<Report> RoundsAsync(List<Competitor> competitors, CancellationToken cancellation)
    {
        Report report = new(arguments);
        for (int round = 0; round < arguments.Rounds; round++)
        {
            progress.WriteLine($"round {(round + 1).ToString(CultureInfo.InvariantCulture)}");
            double bound = Bound.Measure(BoundTime);
            Measurement[] measured = new Measurement[competitors.Count];
            for (int turn = 0; turn < competitors.Count; turn++)
            {
                int at = (round + turn) % competitors.Count;
                measured[at] = await competitors[at].RunAsync(arguments.Requests, cancellation);
            }

            report.Add(bound, measured);
        }

        return report;
    }

    // Every thread that there is; later ones inherit it. The servers have the other processor to themselves.
    private Task PinAsync(CancellationToken cancellation) => Command.RunAsync(
        "taskset",
        [
            "--all-tasks", "--cpu-list", "--pid",
            arguments.LoaderProcessor.ToString(CultureInfo.InvariantCulture), Environment.ProcessId.ToString(CultureInfo.InvariantCulture),
        ],
        cancellation);
}
