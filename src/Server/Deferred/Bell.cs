namespace MissionPolicy.Server.Deferred;

/// <summary>Wakes the sender of an outbox.</summary>
internal sealed class Bell : IDisposable
{
    private readonly SemaphoreSlim news = new(0, 1);

    /// <summary>Says that there is something to send.</summary>
    public void Ring()
    {
        try
        {
            news.Release();
        }
        catch (SemaphoreFullException)
        {
            // It rang already.
        }
    }

    /// <summary>Waits until it rings, or for a time.</summary>
    /// <param name="longest">The time.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task rang = news.WaitAsync(done.Token);
        await Task.WhenAny(rang, Task.Delay(longest, time, done.Token));
        await done.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose() => news.Dispose();
}
