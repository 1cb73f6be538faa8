using System.Collections.Immutable;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>What a receiver may say about its stream; null where it said nothing.</summary>
internal sealed record StreamRequest
{
    public string? StreamId { get; init; }

    public ImmutableArray<string>? EventsRequested { get; init; }

    public ImmutableArray<string>? Capabilities { get; init; }

    public string? Description { get; init; }

    public DeliveryRequest? Delivery { get; init; }
}
