using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Oversight;

/// <summary>Writes down what the clock has already said: a Mission past its end, its idle limit or its deadline is expired, with evidence and all that follows.</summary>
/// <remarks>Nothing waits for this: <see cref="MissionClock"/> comes before the stored state everywhere. Source: handoff digest §10.</remarks>
internal sealed class ExpirySweeper(
    IStore store,
    MissionLedger ledger,
    MissionLifecycle lifecycle,
    DeferredSweep deferred,
    IOptions<OversightOptions> options,
    TimeProvider time,
    ILogger<ExpirySweeper> log) : BackgroundService
{
    private const int PageSize = 100;

    /// <summary>Expires everything that is due, a Mission a transaction.</summary>
    /// <param name="cancellation">Stops between two Missions.</param>
    /// <returns>How many were written.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        // A deferred request ends together with its Mission, and only the request knows whether nobody claimed it or nobody decided it: it goes first.
        int written = await deferred.RunAsync(cancellation);
        TableQuery? query = TableQuery.Between(MissionTables.ByDue, null, time.GetUtcNow().AddTicks(1)) with { Limit = PageSize };
        while (query is not null)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            foreach (Document<Mission> due in page.Items)
            {
                string reason = ReasonOf(due.Value);
                EvidenceDraft evidence = lifecycle.Evidence(due.Value, string.Empty, reason, null);
                written += await store.WriteAsync(write => Expire(write, due.Key, reason, evidence), cancellation) ? 1 : 0;
            }

            query = page.Next is { } next ? query with { After = next } : null;
        }

        return written;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the next start goes on.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            if (await SweepAsync(cancellation) is > 0 and int written)
            {
                OversightLog.Expired(log, written);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // What is expired holds no authority; the next tick writes it down.
            OversightLog.SweepFailed(log, problem);
        }
    }

    private bool Expire(IStoreTransaction write, string missionId, string reason, EvidenceDraft evidence) =>
        write.Get(MissionTables.Missions, missionId) is { } current
        && !MissionClock.IsTerminal(current.Value.State)
        && MissionClock.Effective(current.Value, write.Now) == MissionState.Expired
        && ledger.Move(write, current, MissionEvent.Expire, mission => mission with { Reason = reason }, evidence) is not null;

    private static string ReasonOf(Mission mission) => mission.State switch
    {
        MissionState.Active or MissionState.Suspended => MissionClock.Ends(mission) < mission.EndsAt ? "idle" : "end_reached",
        MissionState.Approved => "not_redeemed",
        _ => "not_decided",
    };
}
