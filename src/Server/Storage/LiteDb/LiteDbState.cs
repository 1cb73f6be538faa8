using LiteDB;
using LiteDB.Engine;
using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>The queryable state in a LiteDB file. One thread writes; others read through <see cref="Read"/>.</summary>
/// <remarks>
/// LiteDB 5.0.20 corrupts under concurrent writers and acknowledges before its log is flushed, so nothing here depends on either: one thread writes
/// while no reader looks, the log file is thrown away after a crash, and the data file changes only inside <see cref="Checkpoint"/>.
/// </remarks>
/// <param name="path">The data file.</param>
internal sealed class LiteDbState(string path) : ICellView, IDisposable
{
    private const string Meta = "meta";
    private const string AppliedId = "applied";
    private const string Content = "c";
    private const int MaxChunk = 256;

    // LiteDB stops at 100 open transactions, and each reading thread opens one.
    private const int MaxReaders = 48;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly SemaphoreSlim _readers = new(MaxReaders);
    private readonly string _logPath = Path.Combine(Path.GetDirectoryName(path)!, Path.GetFileNameWithoutExtension(path) + "-log" + Path.GetExtension(path));
    private LiteDatabase? _database;
    private UnflushedStream? _log;

    /// <summary>Bytes of changes that the next checkpoint has to copy.</summary>
    public long LogBytes => _log?.Length ?? 0;

    /// <summary>The last write in the state.</summary>
    public long Applied { get; private set; }

    private LiteDatabase Database => _database ?? throw new ObjectDisposedException(nameof(LiteDbState));

    /// <summary>Opens the data file, with or without its log.</summary>
    public void Open()
    {
        _log = new UnflushedStream(_logPath);
        _database = new LiteDatabase(new LiteEngine(new EngineSettings { Filename = path, LogStream = _log, Collation = Collation.Binary }));

        // No checkpoint of LiteDB's own accord, neither by size nor at closing.
        _database.CheckpointSize = 0;
        Applied = _database.GetCollection(Meta).FindById(AppliedId)?[Content].AsInt64 ?? 0;
        DurableFile.CloseToOthers(path);
    }

    /// <summary>Removes the log: its writes come again from the journal.</summary>
    public void DropLog() => File.Delete(_logPath);

    /// <summary>Removes the data file and its log.</summary>
    public void Drop()
    {
        File.Delete(path);
        DropLog();
    }

    /// <summary>Reads while nothing is written.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="read">The read; short.</param>
    public T Read<T>(Func<ICellView, T> read)
    {
        _readers.Wait();
        _lock.EnterReadLock();
        try
        {
            return read(this);
        }
        finally
        {
            _lock.ExitReadLock();
            _readers.Release();
        }
    }

    /// <summary>Applies a group in one transaction. Records that the state already holds are left out.</summary>
    /// <param name="group">The records, in order.</param>
    public void Apply(IReadOnlyList<JournalRecord> group)
    {
        _lock.EnterWriteLock();
        try
        {
            Database.BeginTrans();
            foreach (CellChange change in group.Where(r => r.Sequence > Applied).SelectMany(static r => r.Changes)
                .GroupBy(static c => (c.Space, c.Id)).Select(static cell => cell.Last()))
            {
                ILiteCollection<BsonDocument> space = Database.GetCollection(change.Space);
                if (change.Bytes is null)
                {
                    space.Delete(change.Id);
                }
                else
                {
                    space.Upsert(new BsonDocument { ["_id"] = change.Id, [Content] = change.Bytes });
                }
            }

            Database.GetCollection(Meta).Upsert(new BsonDocument { ["_id"] = AppliedId, [Content] = group[^1].Sequence });
            Database.Commit();
            Applied = group[^1].Sequence;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>
    /// Brings the data file up to date, so that the journal before this moment is not needed any more. The log is forced to disk before the data file
    /// is touched, and <paramref name="begin"/> has made that known, so a crash half-way is finished from the log.
    /// </summary>
    /// <param name="begin">Records durably that the data file is being changed.</param>
    /// <param name="end">Records durably that it holds everything up to the given write.</param>
    public void Checkpoint(Action begin, Action<long> end)
    {
        _lock.EnterWriteLock();
        try
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
            end(Applied);
            Open();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <inheritdoc/>
    public byte[]? Get(string space, string id) => Database.GetCollection(space).FindById(id)?[Content].AsBinary;

    /// <inheritdoc/>
    public IEnumerable<Cell> Scan(CellRange range, bool descending, int expected)
    {
        int chunk = Math.Clamp(expected, 1, MaxChunk);
        int order = descending ? Query.Descending : Query.Ascending;
        string? last = null;
        while (!range.IsEmpty)
        {
            // Whole chunks, because LiteDB holds a transaction open while a query is walked.
            List<BsonDocument> found = Database.GetCollection(range.Space).Query()
                .Where(Query.Between("_id", range.Low, range.High)).OrderBy("_id", order).Limit(chunk).ToList();
            foreach (BsonDocument cell in found.Where(cell => cell["_id"].AsString != last))
            {
                yield return new Cell(cell["_id"].AsString, cell[Content].AsBinary);
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

    /// <inheritdoc/>
    public void Dispose()
    {
        // Readers inside go on to their end, and those that wait find nothing open. The locks are not disposed, because these may still stand before them.
        _lock.EnterWriteLock();
        try
        {
            Close();
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
}
