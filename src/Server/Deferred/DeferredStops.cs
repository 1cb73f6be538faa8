using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>A Mission that somebody stops takes the request that waits for it along, in
/// the same transaction, and its client is told.</summary>
/// <remarks>The request's own endings come here too, and find it ended; what the clock
/// ends is the sweep's. Source: deferred digest §6, §8.</remarks>
internal sealed class DeferredStops(PingOutbox outbox) : ITransitionSink
{
    /// <inheritdoc/>
    public void Record(IStoreTransaction write, Mission before, Mission after)
    {
        if (MissionClock.IsTerminal(before.State) || !MissionClock.IsTerminal(after.State) || after.State == MissionState.Expired)
        {
            return;
        }

        TableQuery query = TableQuery.Where(DeferredTables.ByMission, after.MissionId) with { Limit = TableQuery.MaxLimit };
        foreach (Document<DeferredProcess> process in write.Find(DeferredTables.Processes, query).Items)
        {
            // Past its end it is expired already: the sweep knows why.
            if (DeferredClock.Effective(process.Value, write.Now) is DeferredState.Open or DeferredState.Approved)
            {
                DeferredEnding.Close(write, process, DeferredState.Denied, DeferredReasons.MissionStopped, null);
                if (process.Value.Face == DeferralFace.Ietf)
                {
                    DeferralEvidence.Ended(process.Value, DeferredState.Denied, DeferredReasons.MissionStopped).Append(write);
                }

                Tell(write, process.Value);
            }
        }
    }

    private void Tell(IStoreTransaction write, DeferredProcess process)
    {
        if (process.IsTold)
        {
            PingOutbox.Add(write, process, TimeSpan.Zero);
            outbox.Wake();
        }
    }
}
