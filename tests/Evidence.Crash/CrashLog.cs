using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Evidence.Crash;

/// <summary>A store with its evidence tree, in small files, so that much of what can happen to files happens soon.</summary>
internal sealed class CrashLog : IAsyncDisposable
{
    public CrashLog(string path)
    {
        Store = EmbeddedStore.Open(
            new StorageOptions { Path = path, SegmentBytes = 64 * 1024, CheckpointBytes = 1 << 30, GroupLimit = 32 },
            [EvidenceTables.Personal, EvidenceTables.Missions],
            TimeProvider.System,
            NullLogger.Instance);
        Tree = new EvidenceTree(Store.Evidence, TreeFiles.Open(path), NullLogger<EvidenceTree>.Instance);
    }

    public EmbeddedStore Store { get; }

    public EvidenceTree Tree { get; }

    public Task AppendAsync(int writer)
    {
        EvidenceEntry entry = new() { EventId = EvidenceDesk.NewId(), MissionId = $"m_{writer}", MissionRef = $"mr_{writer}", Client = new string('x', 100) };
        return Store.WriteAsync(
            write =>
            {
                new EvidenceDraft(EvidenceKinds.DerivationIssued, entry, null).Append(write);
                return true;
            },
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        Tree.Dispose();
        await Store.DisposeAsync();
    }
}
