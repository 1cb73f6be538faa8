namespace MissionPolicy.Server.Storage;

/// <summary>The state of a store.</summary>
/// <param name="Failure">Why it refuses work; null while it takes work.</param>
/// <param name="Sequence">The last acknowledged write.</param>
/// <param name="Waiting">Writes in the queue.</param>
/// <param name="PendingCells">Changed cells that are in memory and in the journal, and not yet in the data file.</param>
internal sealed record StoreHealth(string? Failure, long Sequence, int Waiting, int PendingCells);
