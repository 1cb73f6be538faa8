using System.Threading.Channels;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>The one thread that writes. Takes whatever waits as a group, without a timer: one flush acknowledges all of it.</summary>
internal sealed class WriterLoop
{
    private const long MaxGroupBytes = 8 * 1024 * 1024;

    private readonly StoreKernel _kernel;
    private readonly StorageOptions _options;
    private readonly IReadOnlySet<TableDefinition> _tables;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Channel<WriteOperation> _queue;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile string? _failure;

    /// <summary>Starts the thread.</summary>
    /// <param name="kernel">What it writes to; disposed when it ends.</param>
    /// <param name="options">Limits.</param>
    /// <param name="tables">The registered tables.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">For the operator.</param>
    public WriterLoop(StoreKernel kernel, StorageOptions options, IReadOnlySet<TableDefinition> tables, TimeProvider time, ILogger log)
    {
        _kernel = kernel;
        _options = options;
        _tables = tables;
        _time = time;
        _log = log;
        _queue = Channel.CreateBounded<WriteOperation>(new BoundedChannelOptions(options.QueueLimit) { SingleReader = true });
        new Thread(Run) { IsBackground = true, Name = "store-writer" }.Start();
    }

    /// <summary>Why the store refuses; null while it works.</summary>
    public string? Failure => _failure;

    /// <summary>Writes that wait.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Queues a write; waits while the queue is full.</summary>
    /// <param name="operation">The write.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="StoreUnavailableException">The store has failed or is closing.</exception>
    public async ValueTask EnqueueAsync(WriteOperation operation, CancellationToken cancellation)
    {
        try
        {
            await _queue.Writer.WriteAsync(operation, cancellation);
        }
        catch (ChannelClosedException closed)
        {
            throw new StoreUnavailableException(_failure ?? "The store is closing.", closed);
        }
    }

    /// <summary>Writes what waits, brings the data file up to date, and ends.</summary>
    public Task CloseAsync()
    {
        _queue.Writer.TryComplete();
        return _ended.Task;
    }

    private void Run()
    {
        try
        {
            while (_queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
            {
                WriteGroup();
            }

            if (_failure is null)
            {
                _kernel.Checkpoint();
            }
        }
        catch (Exception problem)
        {
            Fail(problem, []);
        }
        finally
        {
            _ended.SetResult();
        }
    }

    private void WriteGroup()
    {
        List<WriteOperation> group = [];
        List<JournalRecord> records = [];
        try
        {
            Collect(group, records);
            if (records.Count > 0)
            {
                _kernel.Commit(records);
            }
        }
        catch (Exception problem)
        {
            Fail(problem, group);
            return;
        }

        foreach (WriteOperation operation in group)
        {
            operation.Complete();
        }

        _kernel.SettleIfDue();
    }

    private void Collect(List<WriteOperation> group, List<JournalRecord> records)
    {
        CellOverlay pending = new(_kernel.State);
        long bytes = 0;
        while (group.Count < _options.GroupLimit && bytes < MaxGroupBytes && _queue.Reader.TryRead(out WriteOperation? operation))
        {
            if (!operation.TryBegin())
            {
                continue;
            }

            group.Add(operation);
            StoreTransaction write = new(pending, _tables, _time.GetUtcNow());
            if (operation.Run(write, _kernel.LastSequence + records.Count + 1) is { } record)
            {
                records.Add(record);
                bytes += write.Bytes;
                foreach (CellChange change in record.Changes)
                {
                    pending.Set(change);
                }
            }
        }
    }

    private void Fail(Exception problem, List<WriteOperation> group)
    {
        _failure = $"The store has stopped and must be restarted: {problem.Message}";
        _queue.Writer.TryComplete();
        StorageLog.Failed(_log, problem);
        StoreUnavailableException failure = new(_failure, problem);
        group.ForEach(operation => operation.Fail(failure));
        while (_queue.Reader.TryRead(out WriteOperation? waiting))
        {
            if (waiting.TryBegin())
            {
                waiting.Fail(failure);
            }
        }
    }
}
