using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Where decisions wait to be told. A row that is written is sent, also when the process ends in between.</summary>
internal sealed class PingOutbox : IDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    // A request that is decided at once: the client gets the ping when it has the answer that names the handle.
    private static readonly TimeSpan AfterTheAnswer = TimeSpan.FromSeconds(2);

    private readonly Bell bell = new();

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
        if (process.Face == DeferralFace.OpenId)
        {
            Put(write, process, null, write.Now + delay);
            return;
        }

        foreach (DeferralHandle handle in process.Handles.Where(handle => handle.IsTold))
        {
            DateTimeOffset answered = handle.IssuedAt + AfterTheAnswer;
            Put(write, process, handle.Hash, answered > write.Now + delay ? answered : write.Now + delay);
        }
    }

    private static void Put(IStoreTransaction write, DeferredProcess process, string? handle, DateTimeOffset due)
    {
        DateTimeOffset longest = write.Now + Longest;
        write.Put(DeferredTables.Pings, new Ping
        {
            ProcessId = process.ProcessId,
            Handle = handle,
            ClientId = process.ClientId,
            DueAt = due,
            Until = process.ExpiresAt < longest ? process.ExpiresAt : longest,
        });
    }

    /// <summary>Says that there is something to send. It may be said inside the
    /// transaction, so a waiter queues a write behind it before it reads.</summary>
    public void Wake() => bell.Ring();

    /// <summary>Waits until there is something to send, or for a time.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellation) =>
        bell.WaitAsync(longest, time, cancellation);

    public void Dispose() => bell.Dispose();
}
