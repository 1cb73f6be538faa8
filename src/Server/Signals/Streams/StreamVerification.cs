using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;
using Microsoft.Extensions.Options;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Sends an event whose only content is that events arrive.</summary>
/// <remarks>Source: SSF 1.0 §8.1.4.</remarks>
internal sealed class StreamVerification(IStore store, SignalOutbox outbox, SignalBell bell, IOptions<SignalOptions> options)
{
    /// <summary>Puts a verification event into a stream.</summary>
    /// <param name="stream">The receiver's own stream.</param>
    /// <param name="state">What it wants to have back, or null.</param>
    /// <param name="cancellation">Stops before it is put.</param>
    /// <returns>Null when it was put; otherwise how long the receiver has to wait.</returns>
    public Task<TimeSpan?> AskAsync(SignalStream stream, string? state, CancellationToken cancellation)
    {
        string txn = OpaqueHandle.New("vf_");
        string body = WireJson.Text(writer =>
        {
            writer.WriteStartObject();
            WireJson.Optional(writer, "state", state);
            writer.WriteEndObject();
        });
        return store.WriteAsync<TimeSpan?>(
            write =>
            {
                if (write.Get(SignalTables.Streams, stream.StreamId) is not { } current)
                {
                    return null;
                }

                TimeSpan wait = current.Value.VerifiedAt is { } last
                    ? last + TimeSpan.FromSeconds(options.Value.MinVerificationSeconds) - write.Now
                    : TimeSpan.Zero;
                if (wait > TimeSpan.Zero)
                {
                    return wait;
                }

                write.Update(SignalTables.Streams, current.Value with { VerifiedAt = write.Now }, current.Version);
                outbox.Append(write, stream.StreamId, new SignalDraft(SignalEvents.Verification, body, SignalSubjectKind.Stream, stream.StreamId, null, txn));
                bell.Ring();
                return null;
            },
            cancellation);
    }
}
