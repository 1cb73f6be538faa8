using System.Collections.Frozen;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>The store of a single machine: journal and LiteDB state in one directory.</summary>
internal sealed class EmbeddedStore : IStore
{
    private readonly FileStream _lock;
    private readonly StoreKernel _kernel;
    private readonly WriterLoop _writer;
    private readonly FrozenSet<TableDefinition> _tables;
    private readonly StorageOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _closing = new();
    private readonly Task _sweeping;
    private int _disposed;

    private EmbeddedStore(FileStream held, StoreKernel kernel, FrozenSet<TableDefinition> tables, StorageOptions options, TimeProvider time, ILogger log)
    {
        _lock = held;
        _kernel = kernel;
        _tables = tables;
        _options = options;
        _time = time;
        _log = log;
        _writer = new WriterLoop(kernel, options, tables, time, log);
        _sweeping = SweepAlwaysAsync();
    }

    /// <inheritdoc/>
    public IEvidenceLog Evidence => _kernel.Evidence;

    /// <inheritdoc/>
    public StoreHealth Health => new(_writer.Failure, _kernel.LastSequence, _writer.Waiting, _kernel.State.Pending);

    /// <summary>Opens the directory of <paramref name="options"/>; recovers first when that is needed.</summary>
    /// <param name="options">Where and how; the path is absolute here.</param>
    /// <param name="tables">The registered tables.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the operator.</param>
    /// <param name="flush">The flush that acknowledges; the operating system's unless a test says otherwise.</param>
    /// <exception cref="StoreOpenException">The directory is in use, damaged or of another version.</exception>
    public static EmbeddedStore Open(
        StorageOptions options, IEnumerable<TableDefinition> tables, TimeProvider time, ILogger log, IJournalFlush? flush = null)
    {
        FrozenSet<TableDefinition> known = tables.ToFrozenSet();
        if (known.GroupBy(static t => t.Name).FirstOrDefault(static g => g.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two tables are named {twice.Key}.", nameof(tables));
        }

        StorePaths paths = new(options.Path);
        FileStream held = DirectoryLock.Take(paths);
        try
        {
            StoreKernel kernel = new StoreOpening(paths, options, flush ?? new DiskFlush(), log).Run(known, time.GetUtcNow());
            return new EmbeddedStore(held, kernel, known, options, time, log);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<TResult> WriteAsync<TResult>(Func<IStoreTransaction, TResult> work, CancellationToken cancellation)
    {
        if (typeof(Task).IsAssignableFrom(typeof(TResult)))
        {
            throw new ArgumentException("The work must be synchronous: it runs inside the writer.", nameof(work));
        }

        PendingWrite<TResult> operation = new(work);
        await _writer.EnqueueAsync(operation, cancellation);
        await using CancellationTokenRegistration registration = cancellation.Register(() => operation.Cancel(cancellation));
        return await operation.Answer;
    }

    /// <inheritdoc/>
    public ValueTask<Document<T>?> GetAsync<T>(Table<T> table, string key, CancellationToken cancellation)
        where T : class => Read(table, rows => rows.Get(table, key), cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<T>> FindAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class => Read(table, rows => rows.Find(table, query), cancellation);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class => Read(table, rows => rows.Count(table, query), cancellation);

    /// <summary>Removes the rows that have expired, batch by batch.</summary>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>How many were removed.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        int total = 0;
        int removed;
        do
        {
            removed = await WriteAsync(write => ExpirySweep.Run((StoreTransaction)write, _options.SweepLimit), cancellation);
            total += removed;
        }
        while (removed == _options.SweepLimit);
        return total;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        await _closing.CancelAsync();
        await _sweeping;
        await _writer.CloseAsync();
        _kernel.Dispose();
        _closing.Dispose();
        await _lock.DisposeAsync();
    }

    private ValueTask<TResult> Read<TResult>(TableDefinition table, Func<RowReader, TResult> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!_tables.Contains(table))
        {
            throw new InvalidOperationException($"Table {table.Name} is not registered (AddStoreTable).");
        }

        if (_writer.Failure is { } failure)
        {
            throw new StoreUnavailableException(failure);
        }

        DateTimeOffset now = _time.GetUtcNow();
        return ValueTask.FromResult(_kernel.State.Read(cells => read(new RowReader(cells, now))));
    }

    private async Task SweepAlwaysAsync()
    {
        using PeriodicTimer timer = new(_options.SweepInterval, _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_closing.Token))
            {
                await SweepAsync(_closing.Token);
            }
        }
        catch (Exception problem)
        {
            // Expired rows stay invisible without sweeping, so this must not take the store down.
            StorageLog.SweepEnded(_log, problem is OperationCanceledException ? null : problem);
        }
    }
}
