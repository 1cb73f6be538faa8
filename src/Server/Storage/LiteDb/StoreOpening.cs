using System.Buffers.Binary;
using System.Collections.Immutable;
using System.ComponentModel;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>Opens a store directory: makes a new one, or recovers to exactly the acknowledged writes.</summary>
/// <param name="paths">What lies where.</param>
/// <param name="options">Sizes.</param>
/// <param name="flush">The flush that acknowledges.</param>
/// <param name="log">For the operator.</param>
internal sealed class StoreOpening(StorePaths paths, StorageOptions options, IJournalFlush flush, ILogger log)
{
    private const int RebuildBatch = 500;

    /// <summary>Opens the directory.</summary>
    /// <param name="tables">The registered tables.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="StoreOpenException">The directory cannot be trusted.</exception>
    public StoreKernel Run(IReadOnlySet<TableDefinition> tables, DateTimeOffset now)
    {
        StoreKernel kernel = Recover();
        try
        {
            foreach (TableDefinition table in tables.Where(table => IndexRebuild.IsNeeded(kernel.State, table)))
            {
                Rebuild(kernel, table, tables, now);
            }

            return kernel;
        }
        catch
        {
            kernel.Dispose();
            throw;
        }
    }

    private StoreKernel Recover()
    {
        LiteDbState state = new(paths.State, options.PendingCells);
        JournalWriter? journal = null;
        try
        {
            StoreManifest manifest = OpenState(state);
            EvidenceArchive archive = EvidenceArchive.Open(paths.Evidence, options.SegmentBytes);
            JournalScan scan = JournalRecovery.Run(paths.Journal, manifest.Applied, frame =>
            {
                state.Apply(frame.Records());
                state.SettleIfDue();
            });
            long evidence = CheckEvidence(state, archive, scan);
            StorageLog.Recovered(log, paths.Root, scan.LastSequence, scan.LastSequence - manifest.Applied, scan.TornBytes);

            journal = JournalWriter.Continue(paths.Journal, flush, scan);
            StoreKernel kernel = new(paths, options, journal, state, new EvidenceLog(journal, archive, evidence));
            kernel.Checkpoint();
            return kernel;
        }
        catch (Exception problem)
        {
            journal?.Dispose();
            state.Dispose();
            if (problem is IOException or UnauthorizedAccessException or Win32Exception)
            {
                throw new StoreOpenException($"The store {paths.Root} cannot be read or written: {problem.Message}", problem);
            }

            // LiteDB meets damage with whatever its reading runs into.
            if (problem is not StoreOpenException)
            {
                throw new StoreOpenException($"{paths.State} is damaged: {problem.Message} Restore the directory from a backup.", problem);
            }

            throw;
        }
    }

    private StoreManifest OpenState(LiteDbState state)
    {
        StoreManifest? manifest = StoreManifest.Read(paths.Manifest);
        bool lost = !File.Exists(paths.State);
        if (manifest is null || lost || manifest is { Applied: 0, Checkpointing: false })
        {
            return Begin(state, manifest is null ? paths.Manifest : paths.State);
        }

        if (manifest.Checkpointing)
        {
            state.Open();
            state.Checkpoint(static () => { }, applied => (manifest = StoreManifest.Of(applied, checkpointing: false)).Write(paths.Manifest));
        }
        else
        {
            state.DropLog();
            state.Open();
        }

        return state.Applied == manifest.Applied
            ? manifest
            : throw new StoreOpenException($"{paths.State} holds write {state.Applied}, but {paths.Manifest} says {manifest.Applied}: they do not belong together.");
    }

    private StoreManifest Begin(LiteDbState state, string missing)
    {
        // Nothing yet, a start that was cut short, or a lost file. A journal that begins with write 1 is enough to make the state anew;
        // without one, only a directory that holds nothing at all may become a new store.
        DurableFile.CreateDirectory(paths.Journal);
        ImmutableArray<Segment> journal = Segment.List(paths.Journal, JournalRecovery.Extension);
        bool empty = journal.IsEmpty && !File.Exists(paths.Manifest) && !File.Exists(paths.State) && !Directory.Exists(paths.Evidence);
        if (empty)
        {
            JournalWriter.Create(paths.Journal);
        }
        else if (journal.IsEmpty || journal[0].First != 1)
        {
            throw new StoreOpenException($"{missing} is missing, and the journal does not hold every write: restore the directory from a backup. Nothing was changed.");
        }

        state.Drop();
        state.Open();
        StoreManifest manifest = StoreManifest.Of(0, checkpointing: false);
        manifest.Write(paths.Manifest);
        return manifest;
    }

    private long CheckEvidence(LiteDbState state, EvidenceArchive archive, JournalScan scan)
    {
        long counted = state.Get(Spaces.Counters, Spaces.EvidenceCounter) is { } count ? BinaryPrimitives.ReadInt64LittleEndian(count.Bytes) : 0;
        bool whole = Math.Max(archive.Last, scan.LastEvidence) == counted && (scan.FirstEvidence == 0 || scan.FirstEvidence <= archive.Last + 1);
        return whole
            ? counted
            : throw new StoreOpenException(
                $"The evidence log is incomplete: {counted} records were written, {paths.Evidence} ends with {archive.Last}, "
                + $"the journal holds {scan.FirstEvidence} to {scan.LastEvidence}. Restore the directory from a backup.");
    }

    private void Rebuild(StoreKernel kernel, TableDefinition table, IReadOnlySet<TableDefinition> tables, DateTimeOffset now)
    {
        string? after = null;
        do
        {
            StoreTransaction write = new(kernel.State, tables, now);
            IndexRebuild pass = new(write, RebuildBatch);
            after = table.Reindex(pass, after);
            if (after is null)
            {
                pass.Finish(table);
            }

            if (write.Close(kernel.LastSequence + 1) is { } record)
            {
                kernel.Commit([record]);
                kernel.SettleIfDue();
            }
        }
        while (after is not null);
        StorageLog.IndexesRebuilt(log, table.Name);
    }
}
