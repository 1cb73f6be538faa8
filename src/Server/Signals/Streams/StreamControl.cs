using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Stops, starts and ends streams for their receivers.</summary>
/// <remarks>Source: SSF 1.0 §8.1.1.5, §8.1.2.</remarks>
internal sealed class StreamControl(IStore store, SignalStreams streams, SignalBell bell)
{
    private const int PurgeBatch = 500;

    /// <summary>Sets the status that a receiver wants.</summary>
    /// <param name="clientId">The receiver.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="status">The status.</param>
    /// <param name="reason">Why, in the receiver's words, or null.</param>
    /// <param name="cancellation">Stops before it is set.</param>
    /// <returns>The stream as it is now; null when the receiver has no such stream.</returns>
    public async Task<SignalStream?> SetStatusAsync(string clientId, string streamId, StreamStatus status, string? reason, CancellationToken cancellation)
    {
        if (await streams.FindAsync(clientId, streamId, cancellation) is null)
        {
            return null;
        }

        SignalStream? after = await store.WriteAsync(
            write =>
            {
                if (write.Get(SignalTables.Streams, streamId) is not { } current)
                {
                    return null;
                }

                SignalStream changed = current.Value with { Status = status, StatusReason = reason, NextPushAt = write.Now, Failures = 0 };
                write.Update(SignalTables.Streams, changed, current.Version);
                return changed;
            },
            cancellation);
        if (status == StreamStatus.Disabled)
        {
            await PurgeAsync(streamId, cancellation);
        }

        bell.Ring();
        return after;
    }

    /// <summary>Ends a stream and drops what it still held.</summary>
    /// <param name="clientId">The receiver.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="cancellation">Stops before it is ended.</param>
    /// <returns>Whether the receiver had it.</returns>
    public async Task<bool> DeleteAsync(string clientId, string streamId, CancellationToken cancellation)
    {
        if (await streams.FindAsync(clientId, streamId, cancellation) is null)
        {
            return false;
        }

        bool had = await store.WriteAsync(write => write.Delete(SignalTables.Streams, streamId), cancellation);
        await PurgeAsync(streamId, cancellation);
        return had;
    }

    private async Task PurgeAsync(string streamId, CancellationToken cancellation)
    {
        bool isDone = false;
        while (!isDone)
        {
            isDone = await store.WriteAsync(write => SignalOutbox.Purge(write, streamId, PurgeBatch), cancellation);
        }
    }
}
