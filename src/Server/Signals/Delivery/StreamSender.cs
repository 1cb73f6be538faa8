using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Signals.Streams;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Pushes the events of one stream, one after the other: an event is gone only when the receiver said that it has it.</summary>
/// <remarks>One at a time keeps the order of each Mission and paces a burst by what the receiver can take. Source: signals digest §6, §8.</remarks>
internal sealed class StreamSender(IStore store, PushClient client, IOptions<SignalOptions> options, TimeProvider time, ILogger<StreamSender> log)
{
    /// <summary>Pushes until nothing is left, or a push does not succeed.</summary>
    /// <param name="streamId">The stream.</param>
    /// <param name="cancellation">Stops between two events, or within one, which then comes again.</param>
    public async Task RunAsync(string streamId, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            Document<SignalStream>? stream = await store.GetAsync(SignalTables.Streams, streamId, cancellation);
            if (stream is not { Value.IsPushing: true } || stream.Value.NextPushAt > time.GetUtcNow())
            {
                return;
            }

            Page<SignalRow> found = await store.FindAsync(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, streamId) with { Limit = 1 }, cancellation);
            if (found.Items.IsEmpty)
            {
                // What was counted has expired.
                await ChangeAsync(streamId, (write, current) => Next(write, streamId) ? current : current with { Backlog = 0 }, cancellation);
                continue;
            }

            SignalRow row = found.Items[0].Value;
            PushAnswer answer = await client.SendAsync(stream.Value, row, cancellation);
            await answer.Match<Task>(
                _ => DoneAsync(row, cancellation),
                refused =>
                {
                    SignalLog.Refused(log, row.EventUri, streamId, refused.Code);
                    return DoneAsync(row, cancellation);
                },
                denied => PauseAsync(stream.Value, denied.Code, cancellation),
                failed => FailAsync(stream.Value, failed, cancellation));
        }
    }

    private static bool Next(IStoreTransaction write, string streamId) =>
        !write.Find(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, streamId) with { Limit = 1 }).Items.IsEmpty;

    private Task<bool> DoneAsync(SignalRow row, CancellationToken cancellation) => store.WriteAsync(
        write =>
        {
            SignalOutbox.Take(write, row.StreamId, [row.Jti]);
            return write.Get(SignalTables.Streams, row.StreamId) is not { Value.Failures: > 0 } current
                || write.Update(SignalTables.Streams, current.Value with { Failures = 0 }, current.Version).Succeeded;
        },
        cancellation);

    private async Task FailAsync(SignalStream stream, PushAnswer.Failed failed, CancellationToken cancellation)
    {
        int failures = stream.Failures + 1;
        if (failures >= options.Value.MaxFailures)
        {
            await PauseAsync(stream, "delivery_failed", cancellation);
            return;
        }

        TimeSpan longest = TimeSpan.FromSeconds(options.Value.MaxRetrySeconds);
        TimeSpan own = Backoff.After(
            failures, TimeSpan.FromSeconds(options.Value.RetrySeconds), longest, RandomNumberGenerator.GetInt32(1001) / 1000.0);
        TimeSpan wait = failed.RetryAfter is { } asked && asked > own ? asked < longest ? asked : longest : own;
        DateTimeOffset next = time.GetUtcNow() + wait;
        SignalLog.PushFailed(log, stream.StreamId, failures, failed.Why, next);
        await ChangeAsync(stream.StreamId, (_, current) => current with { Failures = failures, NextPushAt = next }, cancellation);
    }

    // The receiver hears of it, if it hears anything at all, before the stream stops (SSF 1.0 §8.1.5).
    private async Task PauseAsync(SignalStream stream, string why, CancellationToken cancellation)
    {
        SignalLog.Paused(log, stream.StreamId, why);
        string body = WireJson.Text(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("status", StreamJson.Word(StreamStatus.Paused));
            writer.WriteString("reason", why);
            writer.WriteEndObject();
        });
        DateTimeOffset now = time.GetUtcNow();
        string id = OpaqueHandle.New("su_");
        await client.SendAsync(
            stream,
            new SignalRow
            {
                Jti = id,
                StreamId = stream.StreamId,
                Sequence = 0,
                EventUri = SignalEvents.StreamUpdated,
                Body = body,
                SubjectKind = SignalSubjectKind.Stream,
                SubjectId = stream.StreamId,
                Txn = id,
                At = now,
                KeepUntil = now,
            },
            cancellation);
        await ChangeAsync(
            stream.StreamId,
            (_, current) => current.Status == StreamStatus.Enabled ? current with { Status = StreamStatus.Paused, StatusReason = why } : current,
            cancellation);
    }

    private Task<bool> ChangeAsync(string streamId, Func<IStoreTransaction, SignalStream, SignalStream> change, CancellationToken cancellation) => store.WriteAsync(
        write => write.Get(SignalTables.Streams, streamId) is { } current
            && write.Update(SignalTables.Streams, change(write, current.Value), current.Version).Succeeded,
        cancellation);
}
