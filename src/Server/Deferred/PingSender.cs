using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Empties the outbox: every ping at least once, until it was taken, refused,
/// tried often enough, or nobody waits for it.</summary>
internal sealed class PingSender(
    IStore store, PingOutbox outbox, PingClient http, IClientRegistry clients, DeferredSeal seal, TimeProvider time, ILogger<PingSender> log) : BackgroundService
{
    private const int AtOnce = 8;
    private const int Batch = 100;
    private const string AuthIdMember = "deferred_auth_id";
    private const string DeferralCodeMember = "deferral_code";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is due.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Page<Ping> due = await store.FindAsync(
            DeferredTables.Pings, TableQuery.Between(DeferredTables.ByDue, null, time.GetUtcNow().AddTicks(1)) with { Limit = Batch }, cancellation);
        await Parallel.ForEachAsync(
            due.Items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation }, async (ping, stop) => await SendAsync(ping, stop));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Whoever woke us may have done so inside its transaction: behind this one it is done.
                await store.WriteAsync(static _ => true, stoppingToken);
                await RunAsync(stoppingToken);
                await outbox.WaitAsync(await PauseAsync(stoppingToken), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                DeferredLog.PingsFailed(log, problem);
                await outbox.WaitAsync(Longest, time, stoppingToken);
            }
        }
    }

    private async Task<TimeSpan> PauseAsync(CancellationToken cancellation)
    {
        Page<Ping> next = await store.FindAsync(
            DeferredTables.Pings, TableQuery.Between(DeferredTables.ByDue, (DateTimeOffset?)null, null) with { Limit = 1 }, cancellation);
        if (next.Items.IsEmpty)
        {
            return Longest;
        }

        TimeSpan pause = next.Items[0].Value.DueAt - time.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause < Longest ? pause : Longest;
    }

    private Task<PingResult> SendAsync(string endpoint, DeferredProcess process, Ping ping, CancellationToken cancellation)
    {
        if (ping.Handle is null)
        {
            return process.AuthId is null
                ? Task.FromResult(PingResult.Refused)
                : http.SendAsync(
                    endpoint, AuthIdMember, seal.Open(DeferredSeal.AuthId, process.AuthId)!, seal.Open(DeferredSeal.Token, process.NotificationToken), cancellation);
        }

        // A client that gave its request up knows how it ended.
        return process.Handles.FirstOrDefault(handle => handle.Hash == ping.Handle) is not { } named || process.Reason == DeferredReasons.CancelledByClient
            ? Task.FromResult(PingResult.Taken)
            : http.SendAsync(
                endpoint, DeferralCodeMember, seal.Open(DeferredSeal.DeferralCode, named.Code)!, seal.Open(DeferredSeal.Token, named.NotificationToken), cancellation);
    }

    private async Task SendAsync(Document<Ping> row, CancellationToken cancellation)
    {
        Ping ping = row.Value;
        Document<DeferredProcess>? process = await store.GetAsync(DeferredTables.Processes, ping.ProcessId, cancellation);
        Client? client = await clients.FindAsync(ping.ClientId, cancellation);
        PingResult result = process is null || client?.DeferredNotificationEndpoint is not { } endpoint
            ? PingResult.Refused
            : await SendAsync(endpoint, process.Value, ping, cancellation);
        int attempts = ping.Attempts + 1;
        DateTimeOffset next = time.GetUtcNow() + PingSchedule.After(attempts);
        bool isOver = result != PingResult.Failed || attempts >= PingSchedule.MostAttempts || next >= ping.Until;
        if (isOver && result != PingResult.Taken)
        {
            DeferredLog.PingGivenUp(log, ping.ClientId, attempts, result == PingResult.Refused ? "refused" : "no good answer");
        }

        await store.WriteAsync(
            write => isOver
                ? write.Delete(DeferredTables.Pings, row.Key)
                : write.Update(DeferredTables.Pings, ping with { Attempts = attempts, DueAt = next }, row.Version).Succeeded,
            cancellation);
    }
}
