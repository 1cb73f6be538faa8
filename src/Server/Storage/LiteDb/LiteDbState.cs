using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>The queryable state: a LiteDB file and, in memory, what it does not hold yet. One thread writes; others read through <see cref="Read"/>.</summary>
/// <remarks>
/// The journal is what makes a write durable, so the file need not follow each group: changes are collected, the later one of a cell takes the place of the
/// earlier, and LiteDB gets them many at a time. Nothing is lost by it in a crash, because all since the last <see cref="Checkpoint"/> comes from the journal.
///
/// While LiteDB takes them, readers go on: the changes stay in memory, above the file, until it has them all, so nobody sees which of them it has. Only who
/// needs what is in the file alone waits. A reader takes the lock here before that of the file; the writer never waits for the first with the second in hand.
/// </remarks>
/// <param name="path">The data file.</param>
/// <param name="maxPendingCells">So many changed cells are handed to LiteDB.</param>
internal sealed class LiteDbState(string path, int maxPendingCells) : ICellView, IDisposable
{
    private const long MaxPendingBytes = 8 * 1024 * 1024;

    private readonly ReaderWriterLockSlim _lock = new();
    private readonly LiteDbFile _file = new(path);
    private CachedCells? _cached;
    private CellOverlay? _pending;

    /// <summary>Bytes of changes that the next checkpoint has to copy.</summary>
    public long LogBytes => _file.LogBytes;

    /// <summary>Changed cells that the file does not hold yet: a number for the operator, read without the lock.</summary>
    public int Pending => _pending?.Count ?? 0;

    /// <summary>The last write in the state.</summary>
    public long Applied { get; private set; }

    private CellOverlay Cells => _pending ?? throw new ObjectDisposedException(nameof(LiteDbState));

    /// <summary>Opens the data file, with or without its log.</summary>
    public void Open()
    {
        Applied = _file.Open();
        _cached = new CachedCells(_file);
        _pending = new CellOverlay(_cached);
    }

    /// <inheritdoc cref="LiteDbFile.DropLog"/>
    public void DropLog() => _file.DropLog();

    /// <inheritdoc cref="LiteDbFile.Drop"/>
    public void Drop() => _file.Drop();

    /// <summary>Reads while nothing is written.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="read">The read; short.</param>
    public T Read<T>(Func<ICellView, T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read(this);
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Makes a group visible. Records that the state already holds are left out.</summary>
    /// <param name="group">The records, in order.</param>
    public void Apply(IReadOnlyList<JournalRecord> group)
    {
        _lock.EnterWriteLock();
        try
        {
            foreach (CellChange change in group.Where(r => r.Sequence > Applied).SelectMany(static r => r.Changes))
            {
                Cells.Set(change);
            }

            Applied = group[^1].Sequence;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Hands the collected changes to LiteDB when they have become many.</summary>
    public void SettleIfDue()
    {
        if (Cells.Count >= maxPendingCells || Cells.Bytes >= MaxPendingBytes)
        {
            Settle();
        }
    }

    /// <summary>Brings the data file up to date, so that the journal before this moment is not needed any more.</summary>
    /// <param name="begin">Records durably that the data file is being changed.</param>
    /// <param name="end">Records durably that it holds everything up to the given write.</param>
    public void Checkpoint(Action begin, Action<long> end)
    {
        Settle();
        _file.Checkpoint(begin, () => end(Applied));
    }

    /// <inheritdoc/>
    public CellContent? Get(string space, string id) => Cells.Get(space, id);

    /// <inheritdoc/>
    public IEnumerable<Cell> Scan(CellRange range, bool descending, int expected) => Cells.Scan(range, descending, expected);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Readers inside go on to their end, and those that wait find nothing open. The lock is not disposed, because these may still stand before it.
        _lock.EnterWriteLock();
        try
        {
            _pending = null;
            _cached?.Dispose();
            _file.Dispose();
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    private void Settle()
    {
        if (Cells.Count == 0)
        {
            return;
        }

        _file.Write(Cells.Changes, Applied);
        _lock.EnterWriteLock();
        try
        {
            foreach (CellChange change in Cells.Changes)
            {
                _cached!.Forget(change.Space, change.Id);
            }

            _pending = new CellOverlay(_cached!);
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }
}
