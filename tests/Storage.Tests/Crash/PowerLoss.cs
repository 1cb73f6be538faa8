using System.Collections.Immutable;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;
using MissionPolicy.Storage.Crash;

namespace MissionPolicy.Storage.Tests.Crash;

/// <summary>A killed process leaves its unflushed bytes with the operating system; a power cut does not. Takes from the files what no flush has covered.</summary>
internal static class PowerLoss
{
    /// <summary>Cuts the unflushed end of the journal at a random byte, or garbles it, and destroys LiteDB's log where the store says it needs none.</summary>
    /// <param name="paths">The store.</param>
    /// <param name="reports">Everything reported so far, over all lives of the program.</param>
    /// <param name="random">Where to cut.</param>
    /// <returns>How many unflushed bytes there were.</returns>
    public static long Strike(StorePaths paths, IEnumerable<Report> reports, Random random)
    {
        if (StoreManifest.Read(paths.Manifest) is { Checkpointing: false } && File.Exists(Path.Combine(paths.Root, "state-log.db")))
        {
            byte[] garbage = new byte[new FileInfo(Path.Combine(paths.Root, "state-log.db")).Length];
            random.NextBytes(garbage);
            File.WriteAllBytes(Path.Combine(paths.Root, "state-log.db"), garbage);
        }

        ImmutableArray<Segment> segments = Directory.Exists(paths.Journal) ? Segment.List(paths.Journal, JournalRecovery.Extension) : [];
        if (segments.IsEmpty)
        {
            return 0;
        }

        long durable = reports.LastOrDefault(r => r.Kind == ReportKind.Flushed && r.A == segments[^1].First).B;
        using FileStream file = new(segments[^1].Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        long unflushed = Math.Max(0, file.Length - durable);
        if (unflushed > 0)
        {
            file.SetLength(durable + random.NextInt64(unflushed));
            byte[] garbage = new byte[random.NextInt64(file.Length - durable + 1)];
            random.NextBytes(garbage);
            file.Position = file.Length - garbage.Length;
            file.Write(garbage);
        }

        return unflushed;
    }
}
