using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Where decisions wait to be told. A row that is written is sent, whatever happens to the process in between.</summary>
internal sealed class PingOutbox : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim news = new(0, 1);

    /// <summary>Writes a ping down, where the client wants one.</summary>
    /// <param name="write">The transaction that decides.</param>
    /// <param name="process">The request.</param>
    /// <param name="client">Its client; null when it is not registered any more.</param>
    /// <param name="delay">How long to wait at least.</param>
    public static void Add(IStoreTransaction write, DeferredProcess process, Client? client, TimeSpan delay)
    {
        if (client?.DeferredNotificationEndpoint is not null)
        {
            Add(write, process, delay);
        }
    }

    /// <summary>Writes a ping down for a client that wants one.</summary>
    /// <param name="write">The transaction that decides.</param>
    /// <param name="process">The request.</param>
    /// <param name="delay">How long to wait at least.</param>
    public static void Add(IStoreTransaction write, DeferredProcess process, TimeSpan delay)
    {
        DateTimeOffset longest = write.Now + Longest;
        write.Put(DeferredTables.Pings, new Ping
        {
            ProcessId = process.ProcessId,
            ClientId = process.ClientId,
            DueAt = write.Now + delay,
            Until = process.ExpiresAt < longest ? process.ExpiresAt : longest,
        });
    }

    /// <summary>Says that there is something to send. It may be said inside the transaction, so a waiter queues a write behind it before it reads.</summary>
    public void Wake()
    {
        try
        {
            news.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody said so already.
        }
    }

    /// <summary>Waits until there is something to send, or for a time.</summary>
    public async Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation)
    {
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task said = news.WaitAsync(done.Token);
        await Task.WhenAny(said, Task.Delay(longest, time, done.Token));
        await done.CancelAsync();
        cancellation.ThrowIfCancellationRequested();
    }

    public void Dispose() => news.Dispose();
}
