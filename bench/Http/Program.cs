using System.Globalization;
using System.Runtime.InteropServices;
using MissionPolicy.Http.Bench;

// What does a key-bound derivation cost over real HTTP with the disk, and what does one configuration of the server cost beside another?
// docs/performance.md says how to read the figures.
const int Good = 0;
const int Bad = 1;
const int NotUnderstood = 2;

if (!Arguments.TryParse(args, out Arguments? arguments))
{
    Console.Error.WriteLine(Arguments.Usage);
    return NotUnderstood;
}

using CancellationTokenSource stop = new();
Action<PosixSignalContext> end = signal =>
{
    signal.Cancel = true;
    stop.Cancel();
};
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, end);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, end);
try
{
    using RunFolder root = new(arguments.Storage);
    Report report = await new Run(arguments, root, Console.Error).PlayAsync(stop.Token);
    report.Print(Console.Out);
    string[] over = [.. arguments.Variants
        .Where((_, at) => report.RatioOf(at) > arguments.Most)
        .Select(static variant => variant.Name)];
    if (over.Length > 0)
    {
        string most = string.Create(CultureInfo.InvariantCulture, $"{arguments.Most}");
        throw new BenchFailure($"More than {most} times the processor time of the reference: {string.Join(", ", over)}.");
    }

    return Good;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("Stopped before the end: nothing was measured.");
    return Bad;
}
catch (Exception broken) when (broken is BenchFailure or InvalidOperationException
    or HttpRequestException or TimeoutException or OperationCanceledException)
{
    Console.Error.WriteLine(broken.Message);
    return Bad;
}
