using LiteDB;
using LiteDB.Engine;
using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>Cells in a LiteDB file. One thread writes and checkpoints; others may read, and wait meanwhile.</summary>
/// <remarks>
/// LiteDB 5.0.21 breaks when a collection is read while a transaction makes it, and does not flush a commit, so nothing depends on either:
/// one thread writes, and makes collections, while no reader looks; the log file is our own stream and thrown away after a crash; the data file
/// changes only inside <see cref="Checkpoint"/>.
/// </remarks>
/// <param name="path">The data file.</param>
internal sealed class LiteDbFile(string path) : ICellView, IDisposable
{
    // LiteDB stops at 100 open transactions, and each reading thread opens one.
    private const int MaxReaders = 48;

    private const string Meta = "meta";
    private const string AppliedId = "applied";
    private const string Content = "c";
    private const int MaxChunk = 256;

    private readonly string _logPath = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));
    // Never disposed: whoever reads when the store closes may still stand before them.
    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SemaphoreSlim _readers = new(MaxReaders);
    private LiteDatabase? _database;
    private UnflushedStream? _log;

    /// <summary>Bytes of changes that the next checkpoint has to copy.</summary>
    public long LogBytes => _log?.Length ?? 0;

    private LiteDatabase Database => _database ?? throw new ObjectDisposedException(nameof(LiteDbFile));

    /// <summary>Opens the data file, with or without its log.</summary>
    /// <returns>The last write that it holds.</returns>
    public long Open()
    {
        _log = new UnflushedStream(_logPath);
        _database = new LiteDatabase(new LiteEngine(new EngineSettings { Filename = path, LogStream = _log, Collation = Collation.Binary }));

        // No checkpoint of LiteDB's own accord, neither by size nor at closing.
        _database.CheckpointSize = 0;
        DurableFile.CloseToOthers(path);
        return _database.GetCollection(Meta).FindById(AppliedId)?[Content].AsInt64 ?? 0;
    }

    /// <summary>Removes the log: its writes come again from the journal.</summary>
    public void DropLog() => File.Delete(_logPath);

    /// <summary>Removes the data file and its log.</summary>
    public void Drop()
    {
        File.Delete(path);
        DropLog();
    }

    /// <summary>Makes changes in one transaction.</summary>
    /// <param name="changes">At most one a cell.</param>
    /// <param name="applied">The last write that they are of.</param>
    public void Write(IEnumerable<CellChange> changes, long applied) => Alone(() =>
    {
        Database.BeginTrans();
        foreach (IGrouping<string, CellChange> space in changes.GroupBy(static change => change.Space, StringComparer.Ordinal))
        {
            ILiteCollection<BsonDocument> cells = Database.GetCollection(space.Key);
            foreach (CellChange gone in space.Where(static change => change.Content is null && !change.IsNew))
            {
                cells.Delete(gone.Id);
            }

            cells.Upsert(Documents(space.Where(static change => change.Content is not null && !change.IsNew)));
            cells.Insert(Documents(space.Where(static change => change.Content is not null && change.IsNew)));
        }

        Database.GetCollection(Meta).Upsert(new BsonDocument { ["_id"] = AppliedId, [Content] = applied });
        Database.Commit();
    });

    /// <summary>
    /// Copies the log into the data file. The log is forced to disk before the data file is touched, and <paramref name="begin"/> has made that known,
    /// so a crash half-way is finished from the log.
    /// </summary>
    /// <param name="begin">Records durably that the data file is being changed.</param>
    /// <param name="end">Records durably that it is whole again.</param>
    public void Checkpoint(Action begin, Action end) => Alone(() =>
    {
        Close();
        DurableFile.Flush(_logPath);
        DurableFile.FlushDirectory(Path.GetDirectoryName(path)!);
        begin();
        Open();
        Database.Checkpoint();
        Close();
        DurableFile.Flush(path);
        DurableFile.FlushDirectory(Path.GetDirectoryName(path)!);
        end();
        Open();
    });

    /// <inheritdoc/>
    public CellContent? Get(string space, string id) => Read(() => Database.GetCollection(space).FindById(id)) is { } cell ? new CellContent(cell[Content].AsBinary) : null;

    /// <inheritdoc/>
    public IEnumerable<Cell> Scan(CellRange range, bool descending, int expected)
    {
        int chunk = Math.Clamp(expected, 1, MaxChunk);
        int order = descending ? Query.Descending : Query.Ascending;
        string? last = null;
        while (!range.IsEmpty)
        {
            // Whole chunks, because LiteDB holds a transaction open while a query is walked.
            CellRange rest = range;
            List<BsonDocument> found = Read(() => Database.GetCollection(rest.Space).Query()
                .Where(Query.Between("_id", rest.Low, rest.High)).OrderBy("_id", order).Limit(chunk).ToList());
            foreach (BsonDocument cell in found.Where(cell => cell["_id"].AsString != last))
            {
                yield return new Cell(cell["_id"].AsString, new CellContent(cell[Content].AsBinary));
            }

            if (found.Count < chunk)
            {
                yield break;
            }

            last = found[^1]["_id"].AsString;
            range = range.From(last, descending);
            chunk = MaxChunk;
        }
    }

    /// <summary>Closes the file; it can be opened again.</summary>
    public void Dispose() => Alone(Close);

    private T Read<T>(Func<T> read)
    {
        _readers.Wait();
        _lock.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _lock.ExitReadLock();
            _readers.Release();
        }
    }

    private void Alone(Action act)
    {
        _lock.EnterWriteLock();
        try
        {
            act();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private void Close()
    {
        _database?.Dispose();
        _database = null;
        _log?.Dispose();
        _log = null;
    }

    // In order, so that neighbours are written while their page is at hand.
    private static IEnumerable<BsonDocument> Documents(IEnumerable<CellChange> changes) => changes
        .OrderBy(static change => change.Id, StringComparer.Ordinal)
        .Select(static change => new BsonDocument { ["_id"] = change.Id, [Content] = change.Content!.Bytes });
}
