using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Lets every stream that has something to push be pushed, each by itself, so that a slow receiver holds up no other.</summary>
internal sealed class PushDispatcher(IStore store, StreamSender sender, SignalBell bell, TimeProvider time, ILogger<PushDispatcher> log) : BackgroundService
{
    // Another process on the same store rings no bell here.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);

    private readonly Dictionary<string, Task> running = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                Task next = bell.Next;
                DateTimeOffset until = await StartDueAsync(stoppingToken);
                TimeSpan wait = until - time.GetUtcNow();
                using CancellationTokenSource woken = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                await Task.WhenAny([next, Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, woken.Token), .. running.Values]);
                await woken.CancelAsync();
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                SignalLog.SenderFailed(log, problem);
                await Task.Delay(Idle, time, stoppingToken);
            }
        }

        await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Starts what is due.</summary>
    /// <returns>Until when nothing further is due.</returns>
    private async Task<DateTimeOffset> StartDueAsync(CancellationToken cancellation)
    {
        foreach (string done in running.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToArray())
        {
            running.Remove(done);
        }

        // The bell is rung inside a transaction; behind this write it is on disk.
        await store.WriteAsync(static _ => true, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        Page<SignalStream> pushing = await store.FindAsync(
            SignalTables.Streams, TableQuery.Between(SignalTables.ByPush, null, (DateTimeOffset?)null) with { Limit = TableQuery.MaxLimit }, cancellation);
        foreach (SignalStream stream in pushing.Items.Select(row => row.Value).Where(stream => stream.NextPushAt <= now && !running.ContainsKey(stream.StreamId)))
        {
            running[stream.StreamId] = Task.Run(() => SendAsync(stream.StreamId, cancellation), cancellation);
        }

        return pushing.Items.Select(row => row.Value.NextPushAt).Where(at => at > now).Append(now + Idle).Min();
    }

    private async Task SendAsync(string streamId, CancellationToken cancellation)
    {
        try
        {
            await sender.RunAsync(streamId, cancellation);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            SignalLog.SenderFailed(log, problem);
            await Task.Delay(Idle, time, cancellation);
        }
    }
}
