using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Bench;

/// <summary>How long 1,000 purposes take to load, from the first time in this process on.</summary>
/// <remarks>Run it several times: the first row is a cold process. It is the wall clock
/// of this machine, so only rows of one run compare.</remarks>
internal static class LoadTimes
{
    private const int Purposes = 1000;
    private const int Rounds = 8;

    public static void Print()
    {
        Print("schedule-meeting, 1,000 times", BenchCatalog.Sources(Purposes));
        Print("six sample entries in turn", BenchCatalog.Mixed(Purposes));
    }

    private static void Print(string what, ImmutableArray<CatalogSource> sources)
    {
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"{what}: {sources.Sum(source => source.Text.Length) / 1000:N0} KB of YAML"));
        for (int round = 0; round < Rounds; round++)
        {
            using Process process = Process.GetCurrentProcess();
            TimeSpan processor = process.TotalProcessorTime;
            long allocated = GC.GetTotalAllocatedBytes();
            long start = Stopwatch.GetTimestamp();
            CompiledCatalog catalog = BenchCatalog.Load(sources, new EnvelopeShapes(BenchEngines.BothBackend()));
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            process.Refresh();
            TimeSpan used = process.TotalProcessorTime - processor;
            long made = GC.GetTotalAllocatedBytes() - allocated;
            TimeSpan asked = FirstQuestion(catalog);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {catalog.Purposes.Count} purposes in {elapsed.TotalMilliseconds:N0} ms, processor {used.TotalMilliseconds:N0} ms, {made / 1_000_000:N0} MB; first question {asked.TotalMilliseconds:N1} ms"));
        }
    }

    private static TimeSpan FirstQuestion(CompiledCatalog catalog)
    {
        CompiledPurpose purpose = catalog.Purposes.Values.First(
            purpose => purpose.Entry.Kind.StartsWith(BenchCatalog.Kind, StringComparison.Ordinal));
        BootstrapFacts facts = BenchCatalog.Facts(purpose);
        long start = Stopwatch.GetTimestamp();
        return Bootstrap.Decide(purpose, facts) is BootstrapDecision.Granted
            ? Stopwatch.GetElapsedTime(start)
            : throw new InvalidOperationException("The benchmark's Mission is not granted.");
    }
}
