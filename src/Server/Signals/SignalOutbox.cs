using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>Events on their way: put in by the transaction of what they tell, taken out when the receiver has them. Always inside a transaction.</summary>
/// <param name="options">How much is kept.</param>
internal sealed class SignalOutbox(IOptions<SignalOptions> options)
{
    /// <summary>Puts an event into a stream, unless it is disabled.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="draft">The event.</param>
    public void Append(IStoreTransaction write, string streamId, SignalDraft draft)
    {
        if (write.Get(SignalTables.Streams, streamId) is not { } stream || stream.Value.Status == StreamStatus.Disabled)
        {
            return;
        }

        long sequence = write.NextSequence(SignalTables.Sequence);
        write.Insert(SignalTables.Outbox, new SignalRow
        {
            // Made from the place in the order: a transaction that runs twice makes the same.
            Jti = "set_" + HandleHash.Of($"{streamId}\n{sequence}").Value,
            StreamId = streamId,
            Sequence = sequence,
            EventUri = draft.EventUri,
            Body = draft.Body,
            SubjectKind = draft.SubjectKind,
            SubjectId = draft.SubjectId,
            User = draft.User,
            Txn = draft.Txn,
            At = write.Now,
            KeepUntil = write.Now + TimeSpan.FromHours(options.Value.KeepHours),
        });
        write.Update(SignalTables.Streams, Trim(write, stream.Value with { Backlog = stream.Value.Backlog + 1 }, sequence), stream.Version);
    }

    /// <summary>Takes events out that were acknowledged or refused.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="streamId">The stream; an event of another one stays.</param>
    /// <param name="jtis">The events.</param>
    /// <returns>Those that were there.</returns>
    public static IReadOnlyList<SignalRow> Take(IStoreTransaction write, string streamId, IEnumerable<string> jtis)
    {
        List<SignalRow> taken = [];
        foreach (string jti in jtis)
        {
            Page<SignalRow> found = write.Find(SignalTables.Outbox, TableQuery.Where(SignalTables.ByJti, jti) with { Limit = 1 });
            if (!found.Items.IsEmpty && found.Items[0].Value.StreamId == streamId && write.Delete(SignalTables.Outbox, found.Items[0].Key))
            {
                taken.Add(found.Items[0].Value);
            }
        }

        if (taken.Count > 0 && write.Get(SignalTables.Streams, streamId) is { } stream)
        {
            write.Update(SignalTables.Streams, stream.Value with { Backlog = Math.Max(0, stream.Value.Backlog - taken.Count) }, stream.Version);
        }

        return taken;
    }

    /// <summary>Drops the oldest events of a stream.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="streamId">The stream.</param>
    /// <param name="limit">At most this many.</param>
    /// <returns>Whether that was all.</returns>
    public static bool Purge(IStoreTransaction write, string streamId, int limit)
    {
        Page<SignalRow> found = write.Find(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, streamId) with { Limit = limit });
        foreach (Document<SignalRow> row in found.Items)
        {
            write.Delete(SignalTables.Outbox, row.Key);
        }

        if (write.Get(SignalTables.Streams, streamId) is { } stream)
        {
            write.Update(SignalTables.Streams, stream.Value with { Backlog = found.Next is null ? 0 : Math.Max(0, stream.Value.Backlog - found.Items.Length) }, stream.Version);
        }

        return found.Next is null;
    }

    // The last event says how a Mission stands; what is lost is the way there, and receivers see the gap in the versions.
    private SignalStream Trim(IStoreTransaction write, SignalStream stream, long newest)
    {
        if (stream.Backlog <= options.Value.MaxBacklog || Oldest(write, stream.StreamId) is not { } oldest)
        {
            return stream;
        }

        // Events that expire leave without being taken, so a stream that looks full may not be. Counting costs a step for each event: not while none can have expired.
        SignalStream counted = stream.CountedUntil > write.Now && oldest.Value.Sequence < newest ? stream : stream with
        {
            Backlog = (int)write.Count(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, stream.StreamId)), CountedUntil = oldest.Value.KeepUntil,
        };
        return counted.Backlog > options.Value.MaxBacklog && write.Delete(SignalTables.Outbox, oldest.Key) ? counted with { Backlog = counted.Backlog - 1 } : counted;
    }

    private static Document<SignalRow>? Oldest(IStoreTransaction write, string streamId)
    {
        Page<SignalRow> found = write.Find(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, streamId) with { Limit = 1 });
        return found.Items.IsEmpty ? null : found.Items[0];
    }
}
