using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Signals.Streams;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Signals.Delivery;

/// <summary>Makes the streams of the configuration before the host listens; their receivers need no call to be told.</summary>
internal sealed class ConfiguredStreams(IStore store, Receivers receivers, FieldProtection protection, IOptions<SignalOptions> options, TimeProvider time) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (SignalReceiverOptions row in options.Value.Receivers.Where(row => row.PushUrl.Length > 0))
        {
            Receiver receiver = await receivers.OfAsync(row.Client, cancellationToken);
            DateTimeOffset now = time.GetUtcNow();
            SignalStream fresh = new()
            {
                StreamId = OpaqueHandle.New("st_"),
                ClientId = row.Client,
                Audience = receiver.Audience,
                Identities = receiver.Identities,
                Method = DeliveryMethods.Push,
                PushUrl = row.PushUrl,
                PushAuthorization = row.PushAuthorization.Length > 0 ? protection.Protect(StreamDelivery.Field, row.PushAuthorization) : null,
                EventsRequested = [options.Value.MissionEventUri, SignalEvents.TokenClaimsChange],
                Status = StreamStatus.Enabled,
                CreatedAt = now,
                NextPushAt = now,
            };
            await store.WriteAsync(write => Keep(write, fresh), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // A stream that is there goes on where it was, with what the configuration says now.
    private static bool Keep(IStoreTransaction write, SignalStream fresh)
    {
        Page<SignalStream> found = write.Find(
            SignalTables.Streams, TableQuery.Where(SignalTables.ByClient, HandleHash.Of(fresh.ClientId).Value) with { Limit = 1 });
        return found.Items.IsEmpty
            ? write.Insert(SignalTables.Streams, fresh).Succeeded
            : write.Update(
                SignalTables.Streams,
                found.Items[0].Value with
                {
                    Audience = fresh.Audience,
                    Identities = fresh.Identities,
                    Method = fresh.Method,
                    PushUrl = fresh.PushUrl,
                    PushAuthorization = fresh.PushAuthorization,
                    Status = StreamStatus.Enabled,
                    StatusReason = null,
                    Failures = 0,
                    NextPushAt = fresh.NextPushAt,
                },
                found.Items[0].Version).Succeeded;
    }
}
