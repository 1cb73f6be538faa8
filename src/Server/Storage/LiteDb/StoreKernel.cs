using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>Journal, state and evidence of an open store. Everything but reading is for the writer's thread.</summary>
/// <param name="paths">What lies where.</param>
/// <param name="options">Sizes.</param>
/// <param name="journal">The journal.</param>
/// <param name="state">The state.</param>
/// <param name="evidence">The evidence log.</param>
internal sealed class StoreKernel(StorePaths paths, StorageOptions options, JournalWriter journal, LiteDbState state, EvidenceLog evidence) : IDisposable
{
    /// <summary>The state, for reads.</summary>
    public LiteDbState State => state;

    /// <summary>The evidence log, for reads.</summary>
    public EvidenceLog Evidence => evidence;

    /// <summary>The last acknowledged write.</summary>
    public long LastSequence => journal.LastSequence;

    /// <summary>Makes a group durable and visible. When this throws, the store must not be used any more: a restart recovers from the journal.</summary>
    /// <param name="group">The records, in order.</param>
    public void Commit(IReadOnlyList<JournalRecord> group)
    {
        journal.Append(group);
        state.Apply(group);
        if (group.LastOrDefault(static r => r.Evidence.Length > 0) is { } last)
        {
            evidence.Publish(last.Evidence[^1].Number);
        }
    }

    /// <summary>Hands LiteDB what has gathered for it, and checkpoints when the journal or LiteDB's log has grown to its limit.</summary>
    public void SettleIfDue()
    {
        state.SettleIfDue();
        if (journal.Length >= options.SegmentBytes || state.LogBytes >= options.CheckpointBytes)
        {
            Checkpoint();
        }
    }

    /// <summary>Brings the data file up to date, keeps the evidence, and lets the old journal go.</summary>
    public void Checkpoint()
    {
        long before = StoreManifest.Read(paths.Manifest)?.Applied ?? 0;
        if (before != journal.LastSequence)
        {
            state.Checkpoint(
                () => StoreManifest.Of(before, checkpointing: true).Write(paths.Manifest),
                applied => StoreManifest.Of(applied, checkpointing: false).Write(paths.Manifest));
        }

        evidence.Rotate();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        state.Dispose();
        journal.Dispose();
    }
}
