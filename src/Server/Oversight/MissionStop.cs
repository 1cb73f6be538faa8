using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Oversight;

/// <summary>Stops everything that acts for one person, with one call.</summary>
/// <remarks>A bounded number of Missions a transaction, and pages until none is left. A call that was cut off is finished by calling again: what is
/// stopped stays stopped, and nothing is stopped twice.</remarks>
internal sealed class MissionStop(IStore store, MissionLedger ledger, MissionLifecycle lifecycle)
{
    private const int Batch = 100;

    /// <summary>Stops every live Mission of a person.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="by">Who does it: personal, kept apart from the log.</param>
    /// <param name="reason">Why, as a code.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>How many were stopped by this call.</returns>
    public async Task<int> AllAsync(string subject, string by, string reason, CancellationToken cancellation)
    {
        int stopped = 0;
        // From the oldest on, so that one that begins meanwhile is reached as well.
        TableQuery? query = MissionTables.Of(MissionTables.ByLive, MissionTables.HashOf(subject)) with { Limit = Batch };
        while (query is not null)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            (string Id, EvidenceDraft Evidence)[] batch =
                [.. page.Items.Select(mission => (mission.Key, lifecycle.Evidence(mission.Value, by, reason, null)))];
            stopped += batch.Length == 0 ? 0 : await store.WriteAsync(write => Stop(write, batch, reason), cancellation);
            query = page.Next is { } next ? query with { After = next } : null;
        }

        return stopped;
    }

    private int Stop(IStoreTransaction write, (string Id, EvidenceDraft Evidence)[] batch, string reason)
    {
        int stopped = 0;
        foreach ((string id, EvidenceDraft evidence) in batch)
        {
            if (write.Get(MissionTables.Missions, id) is { } current
                && ledger.Move(
                    write, current, MissionTransitions.StopOf(MissionClock.Effective(current.Value, write.Now)), mission => mission with { Reason = reason }, evidence) is not null)
            {
                stopped++;
            }
        }

        return stopped;
    }
}
