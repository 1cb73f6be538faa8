using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;
using MissionPolicy.Storage.Crash;

namespace MissionPolicy.Storage.Tests.Crash;

/// <summary>A store that dies many deaths, with the memory of everything it promised.</summary>
internal sealed class CrashRun(int seed) : IDisposable
{
    private const int Callers = 24;
    private const long ManySegments = 96 * 1024;
    private const long OneSegment = 1L << 30;

    private readonly TemporaryDirectory _directory = new();
    private readonly Random _random = new(seed);
    private readonly List<(int Round, Report Report)> _told = [];
    private int _round;

    public StorePaths Paths => new(Path.Combine(_directory.Path, "data"));

    /// <summary>Everything acknowledged so far.</summary>
    public int Acknowledged => _told.Count(static t => t.Report.Kind is ReportKind.Pair or ReportKind.Removed or ReportKind.Won or ReportKind.Swapped);

    /// <summary>Whether the files show a checkpoint or a rotation half-way.</summary>
    public bool IsMoving =>
        (File.Exists(Paths.Manifest) && StoreManifest.Read(Paths.Manifest) is { Checkpointing: true })
        || (Directory.Exists(Paths.Journal) && Segment.List(Paths.Journal, JournalRecovery.Extension).Length > 1);

    /// <summary>Whether old segments are gone and their evidence is kept.</summary>
    public bool HasRotated => Segment.List(Paths.Journal, JournalRecovery.Extension)[0].First > 1 && Segment.List(Paths.Evidence, EvidenceArchive.Extension).Length > 0;

    /// <summary>Writes and is killed at a random moment.</summary>
    public Task DieWritingAsync(FlushMode mode)
    {
        int reports = mode == FlushMode.Slow ? _random.Next(50, 1200) : _random.Next(200, 4000);
        return LiveAsync(mode, (_, count) => count >= reports, () => Task.Delay(TimeSpan.FromMicroseconds(_random.Next(8000))));
    }

    /// <summary>Is killed at a random moment of its opening, or soon after.</summary>
    public Task DieOpeningAsync() =>
        LiveAsync(FlushMode.Plain, static (report, _) => report.Kind == ReportKind.Opening, () => Task.Delay(_random.Next(180)));

    /// <summary>Writes and is killed as soon as its files show a checkpoint or a rotation.</summary>
    public Task DieMovingAsync()
    {
        int reports = _random.Next(200, 1000);
        return LiveAsync(FlushMode.Plain, (_, count) => count >= reports, async () =>
        {
            long begun = TimeProvider.System.GetTimestamp();
            while (!IsMoving && TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromSeconds(5))
            {
                await Task.Yield();
            }
        });
    }

    /// <summary>Tries to open the directory while the program writes to it.</summary>
    /// <returns>What came of it.</returns>
    public async Task<Exception?> IntrudeAsync()
    {
        Exception? refused = null;
        await LiveAsync(FlushMode.Plain, static (report, _) => report.Kind == ReportKind.Pair, async () =>
            refused = await Record.ExceptionAsync(async () => await AuditAsync()));
        return refused;
    }

    /// <summary>Opens the store and compares it with its promises.</summary>
    public async Task<List<string>> AuditAsync(long segmentBytes = ManySegments)
    {
        await using EmbeddedStore store = EmbeddedStore.Open(
            CrashTables.Options(Paths.Root, segmentBytes), CrashTables.All, TimeProvider.System, NullLogger.Instance);
        return await new StoreAudit(store, _told).RunAsync();
    }

    public void Dispose() => _directory.Dispose();

    private async Task LiveAsync(FlushMode mode, Func<Report, int, bool> trigger, Func<Task> aim)
    {
        int round = ++_round;
        long segmentBytes = mode == FlushMode.Lying ? OneSegment : ManySegments;
        List<Report> reports = await new CrashChild(Paths.Root, Callers, mode, segmentBytes).RunAsync(round, trigger, aim);
        _told.AddRange(reports.Select(report => (round, report)));
        PowerLoss.Strike(Paths, _told.Select(static t => t.Report), _random);
    }
}
