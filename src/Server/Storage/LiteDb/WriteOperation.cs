using MissionPolicy.Server.Storage.Cells;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>A write on its way through the queue.</summary>
internal abstract class WriteOperation
{
    private int _begun;

    /// <summary>Claims the operation, once: for the writer, or for a cancellation while it waits.</summary>
    public bool TryBegin() => Interlocked.Exchange(ref _begun, 1) == 0;

    /// <summary>Runs the work; an exception of the work is kept for its caller.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="sequence">The place in the order of writes that its effects would take.</param>
    /// <returns>Its effects; null when it had none or threw.</returns>
    public abstract Journal.JournalRecord? Run(StoreTransaction write, long sequence);

    /// <summary>Tells the caller what came out; its effects are on disk.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that the store failed.</summary>
    /// <param name="failure">Why.</param>
    public abstract void Fail(Exception failure);
}
