using System.Collections.Immutable;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Signals;

/// <summary>Which events a stream carries.</summary>
/// <remarks>Source: SSF 1.0 §8.1.1, <c>events_delivered</c>.</remarks>
internal static class StreamEvents
{
    /// <summary>What was asked for and is supported; nothing asked for is nothing delivered.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="options">What is supported.</param>
    public static ImmutableArray<string> Delivered(SignalStream stream, SignalOptions options) =>
        stream.EventsRequested is { } requested ? [.. SignalEvents.Supported(options).Where(uri => requested.Contains(uri, StringComparer.Ordinal))] : [];
}
