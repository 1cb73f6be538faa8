using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Writes down what the clock has ended: never claimed, never decided, never redeemed. Until then everybody reads it as ended all the same.</summary>
internal sealed class DeferredSweep(IStore store, DeferredEnding ending, IOptions<DeferredOptions> options, TimeProvider time, ILogger<DeferredSweep> log) : BackgroundService
{
    private const int Batch = 200;

    /// <summary>Ends what is due.</summary>
    /// <param name="cancellation">Stops between two requests.</param>
    /// <returns>How many it ended.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        int ended = 0;
        Page<DeferredProcess> due;
        do
        {
            due = await store.FindAsync(
                DeferredTables.Processes, TableQuery.Between(DeferredTables.ByEnd, null, time.GetUtcNow().AddTicks(1)) with { Limit = Batch }, cancellation);
            int before = ended;
            foreach (Document<DeferredProcess> process in due.Items)
            {
                ended += await EndAsync(process.Value, cancellation) ? 1 : 0;
            }

            if (ended == before)
            {
                break;
            }
        }
        while (due.Items.Length == Batch);
        return ended;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                DeferredLog.SweepFailed(log, problem);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private Task<bool> EndAsync(DeferredProcess process, CancellationToken cancellation)
    {
        string reason = DeferredClock.Lapse(process);
        EvidenceDraft evidence = ending.Prepare(process, DeferredState.Expired, reason, null, null);
        return store.WriteAsync(
            write =>
            {
                Document<DeferredProcess>? current = write.Get(DeferredTables.Processes, process.ProcessId);
                bool isDue = current is not null && current.Value.State == process.State && current.Value.ClaimedAt == process.ClaimedAt
                    && current.Value.State is DeferredState.Open or DeferredState.Approved && write.Now >= current.Value.EndsAt;
                if (isDue)
                {
                    ending.End(write, current!, DeferredState.Expired, reason, null, evidence);
                }

                return isDue;
            },
            cancellation);
    }
}
