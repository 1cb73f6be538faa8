using Microsoft.Extensions.Options;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Notices;

/// <summary>Empties the outbox: every notice at least once, until it was taken,
/// refused, tried often enough, or the question is over.</summary>
internal sealed class NoticeSender(
    IStore store, NoticeOutbox outbox, MailNotices mail, WebhookNotices webhook, AccountStore accounts, DeferralAsks asks,
    IOptions<NoticeOptions> options, TimeProvider time, ILogger<NoticeSender> log) : BackgroundService
{
    private const int Batch = 100;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>Sends what is due, one after the other: a mail server is not to be met by many at once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Page<Notice> due = await store.FindAsync(
            NoticeTables.Notices, TableQuery.Between(NoticeTables.ByDue, null, time.GetUtcNow().AddTicks(1)) with { Limit = Batch }, cancellation);
        foreach (Document<Notice> notice in due.Items)
        {
            await SendAsync(notice, cancellation);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Smtp.IsConfigured && !options.Value.Webhook.IsConfigured)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunAsync(stoppingToken);
                await outbox.WaitAsync(await PauseAsync(stoppingToken), time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                LogNotices.NoticesFailed(log, problem);
                await outbox.WaitAsync(Longest, time, stoppingToken);
            }
        }
    }

    private async Task<TimeSpan> PauseAsync(CancellationToken cancellation)
    {
        Page<Notice> next = await store.FindAsync(
            NoticeTables.Notices, TableQuery.Between(NoticeTables.ByDue, (DateTimeOffset?)null, null) with { Limit = 1 }, cancellation);
        TimeSpan pause = next.Items.IsEmpty ? Longest : next.Items[0].Value.DueAt - time.GetUtcNow();
        return pause < TimeSpan.Zero ? TimeSpan.Zero : pause < Longest ? pause : Longest;
    }

    private async Task SendAsync(Document<Notice> row, CancellationToken cancellation)
    {
        Notice notice = row.Value;
        Document<DeferredProcess>? process = await store.GetAsync(DeferredTables.Processes, notice.ProcessId, cancellation);
        Account? person = process is null ? null : await accounts.FindAsync(process.Value.Subject, cancellation);
        bool isWaiting = process is { Value.MissionId: null } && DeferredClock.Effective(process.Value, time.GetUtcNow()) == DeferredState.Open;
        PingResult result = !isWaiting || person is not { Disabled: false }
            ? PingResult.Taken
            : await SendAsync(notice.Channel, process!.Value, person, cancellation);
        int attempts = notice.Attempts + 1;
        DateTimeOffset next = time.GetUtcNow() + PingSchedule.After(attempts);
        bool isOver = result != PingResult.Failed || attempts >= PingSchedule.MostAttempts || next >= notice.Until;
        if (isOver && result != PingResult.Taken)
        {
            LogNotices.NoticeGivenUp(log, notice.Channel, attempts, result == PingResult.Refused ? "refused" : "no good answer");
        }

        await store.WriteAsync(
            write => isOver
                ? write.Delete(NoticeTables.Notices, row.Key)
                : write.Update(NoticeTables.Notices, notice with { Attempts = attempts, DueAt = next }, row.Version).Succeeded,
            cancellation);
    }

    private async Task<PingResult> SendAsync(NoticeChannel channel, DeferredProcess process, Account person, CancellationToken cancellation)
    {
        DeferralAsk ask = await asks.AskAsync(process, cancellation);
        return channel == NoticeChannel.Webhook
            ? await webhook.SendAsync(process, ask, cancellation)
            : await mail.SendAsync(person, ask, cancellation);
    }
}
