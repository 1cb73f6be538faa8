using MissionPolicy.Server.Storage.Cells;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>A write with its answer.</summary>
/// <typeparam name="TResult">What the work answers.</typeparam>
/// <param name="work">The work.</param>
internal sealed class PendingWrite<TResult>(Func<IStoreTransaction, TResult> work) : WriteOperation
{
    private readonly TaskCompletionSource<TResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TResult? _result;
    private Exception? _thrown;

    /// <summary>The answer, once its effects are on disk.</summary>
    public Task<TResult> Answer => _answer.Task;

    /// <summary>Gives the write up if it still waits.</summary>
    /// <param name="cancellation">Why.</param>
    public void Cancel(CancellationToken cancellation)
    {
        if (TryBegin())
        {
            _answer.TrySetCanceled(cancellation);
        }
    }

    /// <inheritdoc/>
    public override JournalRecord? Run(StoreTransaction write, long sequence)
    {
        try
        {
            _result = work(write);
            return write.Close(sequence);
        }
        catch (Exception problem)
        {
            write.Abandon();
            _thrown = problem;
            return null;
        }
    }

    /// <inheritdoc/>
    public override void Complete()
    {
        if (_thrown is null)
        {
            _answer.TrySetResult(_result!);
        }
        else
        {
            _answer.TrySetException(_thrown);
        }
    }

    /// <inheritdoc/>
    public override void Fail(Exception failure) => _answer.TrySetException(failure);
}
