using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Keys;

/// <summary>Opens the key ring before the host listens and lets it rotate from then on.</summary>
internal sealed class KeyRefresh(KeyRing keys, TimeProvider time, ILogger<KeyRefresh> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await keys.RefreshAsync(stoppingToken);
            }
            catch (Exception problem) when (problem is not OperationCanceledException)
            {
                // The keys in memory still sign; the next hour tries again.
                ServerLog.KeyRefreshFailed(log, problem);
            }
        }
    }
}
