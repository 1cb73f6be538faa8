using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Evidence;

/// <summary>Keeps the tree close behind the log, so that a question finds little left to do.</summary>
internal sealed class EvidenceFollower(EvidenceTree tree, TimeProvider time, ILogger<EvidenceFollower> log) : BackgroundService
{
    /// <summary>So many records may have to be hashed again after a crash.</summary>
    private const long Stretch = 4096;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await FollowAsync(0, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Interval, time);
        long remembered = tree.Size;
        do
        {
            remembered = await FollowAsync(remembered + Stretch, stoppingToken) ?? remembered;
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // The size that was remembered on disk, or null when it is not yet worth a flush.
    private async Task<long?> FollowAsync(long worth, CancellationToken cancellation)
    {
        try
        {
            return await tree.CatchUpAsync(cancellation) >= worth ? (await tree.PromiseAsync(cancellation))?.Size : null;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            EvidenceMessages.FollowFailed(log, problem);
            return null;
        }
    }
}
