using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Answers polls: what was acknowledged goes, what was not comes again, in the order of the stream.</summary>
/// <remarks>Source: RFC 8936 §2.3, §2.4; signals digest §7.</remarks>
internal sealed class StreamPoll(IStore store, SetWriter sets, SignalBell bell, IOptions<SignalOptions> options, TimeProvider time, ILogger<StreamPoll> log)
{
    /// <summary>Answers a poll.</summary>
    /// <param name="stream">The receiver's own stream.</param>
    /// <param name="request">The poll.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<PollAnswer> AskAsync(SignalStream stream, PollRequest request, CancellationToken cancellation)
    {
        await AcknowledgeAsync(stream.StreamId, request, cancellation);
        if (request.MaxEvents == 0)
        {
            return PollAnswer.Nothing;
        }

        using CancellationTokenSource answered = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task deadline = Task.Delay(request.ReturnImmediately ? TimeSpan.Zero : TimeSpan.FromSeconds(options.Value.LongPollSeconds), time, answered.Token);
        while (true)
        {
            Task next = bell.Next;
            // Also where the bell rang: the transaction that rang it is on disk once a write behind it is.
            SignalStream? current = await store.WriteAsync(write => write.Get(SignalTables.Streams, stream.StreamId)?.Value, cancellation);
            Page<SignalRow> found = current?.Status == StreamStatus.Enabled
                ? await store.FindAsync(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, stream.StreamId) with { Limit = request.MaxEvents }, cancellation)
                : new Page<SignalRow>([], null);
            if (!found.Items.IsEmpty || deadline.IsCompleted || current is null)
            {
                await answered.CancelAsync();
                return await SignAsync(stream, found, cancellation);
            }

            await Task.WhenAny(next, deadline);
            cancellation.ThrowIfCancellationRequested();
        }
    }

    private async Task AcknowledgeAsync(string streamId, PollRequest request, CancellationToken cancellation)
    {
        if (request.Acknowledged.IsEmpty && request.Refused.IsEmpty)
        {
            return;
        }

        IReadOnlyList<SignalRow> gone = await store.WriteAsync(
            write => SignalOutbox.Take(write, streamId, request.Acknowledged.Concat(request.Refused.Keys).Where(StoreKey.IsValue).Distinct(StringComparer.Ordinal)), cancellation);
        foreach (SignalRow row in gone.Where(row => request.Refused.ContainsKey(row.Jti)))
        {
            SignalLog.Refused(log, row.EventUri, streamId, SignalLog.Code(request.Refused[row.Jti]));
        }
    }

    private async Task<PollAnswer> SignAsync(SignalStream stream, Page<SignalRow> found, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> signed = [];
        foreach (Document<SignalRow> row in found.Items)
        {
            signed.Add(new(row.Value.Jti, await sets.WriteAsync(stream, row.Value, cancellation)));
        }

        return new PollAnswer([.. signed], found.Next is not null);
    }
}
