using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

internal sealed class EmbeddedStoreFixture : IDisposable
{
    public TemporaryDirectory Directory { get; } = new();

    public StorageOptions Options => new() { Path = Path.Combine(Directory.Path, "data"), SegmentBytes = 16384, CheckpointBytes = 262144, SweepLimit = 16 };

    /// <summary>How soon LiteDB gets what was written: from the first cell on, in the middle of a test, or hardly ever.</summary>
    public int? PendingCells { get; init; }

    public EmbeddedStore Open(TimeProvider? time = null, IJournalFlush? flush = null, string? path = null, params IReadOnlyList<TableDefinition> tables)
    {
        StorageOptions options = Options;
        options.Path = path ?? options.Path;
        options.PendingCells = PendingCells ?? options.PendingCells;
        return EmbeddedStore.Open(
            options, tables.Count == 0 ? [NoteTables.Notes, NoteTables.Other] : tables, time ?? TimeProvider.System, NullLogger.Instance, flush);
    }

    /// <summary>Opens a directory with room for many writes in one segment, so that nothing is rotated before the end; LiteDB has each of them.</summary>
    public static EmbeddedStore OpenLarge(string path, IJournalFlush? flush = null, params IReadOnlyList<TableDefinition> tables) => EmbeddedStore.Open(
        new StorageOptions { Path = path, PendingCells = 1 }, tables.Count == 0 ? [NoteTables.Notes, NoteTables.Other] : tables, TimeProvider.System, NullLogger.Instance, flush);

    /// <summary>What a crash leaves: a copy of the directory of a store that was never closed.</summary>
    public async Task<string> CrashImageAsync(string name, int writes)
    {
        string live = Path.Combine(Directory.Path, "live-" + name);
        await using EmbeddedStore store = OpenLarge(live);
        for (int i = 0; i < writes; i++)
        {
            Note note = new($"{i}", "x") { Owner = "ann" };
            await store.WriteAsync(
                w => (w.Put(NoteTables.Notes, note), w.Put(NoteTables.Other, note), w.AppendEvidence("note", note, NoteJson.Default.Note)), CancellationToken.None);
        }

        return TemporaryDirectory.Copy(live, Path.Combine(Directory.Path, name));
    }

    public void Dispose() => Directory.Dispose();
}
