using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Ends the deferred token requests that wait for a person who wants to hear
/// no more such questions; their clients are told.</summary>
/// <remarks>What the person said yes to before is not a question any more, and stays.
/// Source: OAuth Deferred Token Response draft -01.</remarks>
internal sealed class StoppedDeferrals(PingOutbox outbox)
{
    /// <summary>Ends.</summary>
    /// <param name="write">The transaction that keeps the stop.</param>
    /// <param name="person">The person.</param>
    /// <param name="client">The client.</param>
    /// <param name="kind">The purpose.</param>
    /// <param name="shown">The request whose page the person looks at, which ends by the answer; null for none.</param>
    public void End(IStoreTransaction write, string person, string client, string kind, string? shown)
    {
        TableQuery query = TableQuery.Where(DeferredTables.ByPerson, DeferredTables.PersonKey(person)) with { Limit = TableQuery.MaxLimit };
        foreach (Document<DeferredProcess> found in write.Find(DeferredTables.Processes, query).Items)
        {
            DeferredProcess process = found.Value;
            if (process.ClientId == client && process.Kind == kind && process.ProcessId != shown && DeferredClock.Effective(process, write.Now) == DeferredState.Open)
            {
                DeferredEnding.Close(write, found, DeferredState.Denied, ReasonCodes.AskingStopped, null);
                DeferralEvidence.Ended(process, DeferredState.Denied, ReasonCodes.AskingStopped).Append(write);
                PingOutbox.Add(write, process, TimeSpan.Zero);
                outbox.Wake();
            }
        }
    }
}
