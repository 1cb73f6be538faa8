using System.Collections.Immutable;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Finds, makes and changes streams. One receiver has one stream, and sees no other.</summary>
/// <remarks>Source: SSF 1.0 §8.1.1, §8.1.2.</remarks>
internal sealed class SignalStreams(IStore store, Receivers receivers, StreamJson json, StreamDelivery delivery, TimeProvider time)
{
    private static readonly StreamChange NoStream = new StreamChange.Unknown();

    /// <summary>The streams of a receiver: none or one.</summary>
    public async ValueTask<ImmutableArray<SignalStream>> OfAsync(string clientId, CancellationToken cancellation)
    {
        Page<SignalStream> found = await store.FindAsync(SignalTables.Streams, ByClient(clientId), cancellation);
        return [.. found.Items.Select(row => row.Value)];
    }

    /// <summary>A stream of a receiver, or null.</summary>
    public async ValueTask<SignalStream?> FindAsync(string clientId, string? streamId, CancellationToken cancellation) =>
        streamId is not null && await store.GetAsync(SignalTables.Streams, streamId, cancellation) is { } found && found.Value.ClientId == clientId ? found.Value : null;

    /// <summary>Makes a stream.</summary>
    /// <param name="clientId">The receiver.</param>
    /// <param name="body">The request; the transmitter's own members in it are ignored.</param>
    /// <param name="cancellation">Stops before it is made.</param>
    public async Task<StreamChange> CreateAsync(string clientId, MemberReader body, CancellationToken cancellation)
    {
        StreamRequest request = StreamRequestReader.Read(body);
        Receiver receiver = await receivers.OfAsync(clientId, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        SignalStream bare = new()
        {
            StreamId = OpaqueHandle.New("st_"),
            ClientId = clientId,
            Audience = receiver.Audience,
            Identities = receiver.Identities,
            Method = DeliveryMethods.Poll,
            Status = StreamStatus.Enabled,
            CreatedAt = now,
            NextPushAt = now,
        };
        SignalStream fresh = Told(bare, request, isWhole: true);
        fresh = await delivery.ApplyAsync(fresh, request.Delivery is { Method: DeliveryMethods.Poll } poll ? poll with { Url = null } : request.Delivery, body, cancellation);
        return body.Errors.Count > 0 ? Invalid(body) : await store.WriteAsync<StreamChange>(
            write =>
            {
                if (!write.Find(SignalTables.Streams, ByClient(clientId)).Items.IsEmpty)
                {
                    return new StreamChange.Taken();
                }

                write.Insert(SignalTables.Streams, fresh);
                return new StreamChange.Done(fresh);
            },
            cancellation);
    }

    /// <summary>Changes a stream.</summary>
    /// <param name="clientId">The receiver.</param>
    /// <param name="body">The request.</param>
    /// <param name="isWhole">Whether what is not named is deleted (PUT) or stays (PATCH).</param>
    /// <param name="cancellation">Stops before it is changed.</param>
    public async Task<StreamChange> ChangeAsync(string clientId, MemberReader body, bool isWhole, CancellationToken cancellation)
    {
        StreamRequest request = StreamRequestReader.Read(body);
        _ = body.Text("stream_id");
        if (body.Errors.Count > 0)
        {
            return Invalid(body);
        }

        if (await FindAsync(clientId, request.StreamId, cancellation) is not { } before)
        {
            return NoStream;
        }

        Receiver receiver = await receivers.OfAsync(clientId, cancellation);
        json.CheckOurs(body, before);
        DeliveryRequest? wanted = request.Delivery ?? (isWhole ? new DeliveryRequest(DeliveryMethods.Poll, null, HasAuthorization: false, null) : null);
        SignalStream told = await delivery.ApplyAsync(Told(before, request, isWhole), wanted, body, cancellation);
        return body.Errors.Count > 0 ? Invalid(body) : await store.WriteAsync(
            write =>
            {
                if (write.Get(SignalTables.Streams, before.StreamId) is not { } current)
                {
                    return NoStream;
                }

                // Status and delivery may have moved on since it was read.
                SignalStream after = current.Value with
                {
                    Method = told.Method,
                    PushUrl = told.PushUrl,
                    PushAuthorization = told.PushAuthorization,
                    EventsRequested = told.EventsRequested,
                    Capabilities = told.Capabilities,
                    Description = told.Description,
                    Identities = receiver.Identities,
                    NextPushAt = write.Now,
                    Failures = 0,
                };
                write.Update(SignalTables.Streams, after, current.Version);
                return new StreamChange.Done(after);
            },
            cancellation);
    }

    private static TableQuery ByClient(string clientId) => TableQuery.Where(SignalTables.ByClient, HandleHash.Of(clientId).Value) with { Limit = 1 };

    private static StreamChange.Invalid Invalid(MemberReader body) => new([.. body.Errors]);

    private static SignalStream Told(SignalStream stream, StreamRequest request, bool isWhole) => stream with
    {
        EventsRequested = request.EventsRequested ?? (isWhole ? null : stream.EventsRequested),
        Capabilities = request.Capabilities ?? (isWhole ? [] : stream.Capabilities),
        Description = request.Description ?? (isWhole ? null : stream.Description),
    };
}
