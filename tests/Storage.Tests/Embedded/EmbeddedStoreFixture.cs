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

    public EmbeddedStore Open(TimeProvider? time = null, IJournalFlush? flush = null, string? path = null, params IReadOnlyList<TableDefinition> tables)
    {
        StorageOptions options = Options;
        options.Path = path ?? options.Path;
        return EmbeddedStore.Open(
            options, tables.Count == 0 ? [NoteTables.Notes, NoteTables.Other] : tables, time ?? TimeProvider.System, NullLogger.Instance, flush);
    }

    public void Dispose() => Directory.Dispose();
}
