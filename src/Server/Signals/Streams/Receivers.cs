using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Signals.Streams;

/// <summary>Says who a client is as a receiver: its own word counts for nothing.</summary>
internal sealed class Receivers(IClientRegistry clients, IOptions<SignalOptions> options)
{
    /// <summary>The receiver that a client is.</summary>
    /// <param name="clientId">The authenticated client.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<Receiver> OfAsync(string clientId, CancellationToken cancellation)
    {
        IEnumerable<string> configured = options.Value.Receivers
            .Where(row => row.Client == clientId && row.Audience.Length > 0)
            .Select(row => row.Audience);
        string? resource = (await clients.FindAsync(clientId, cancellation))?.Resource;
        ImmutableArray<string> audiences = [.. configured, .. resource is null ? Array.Empty<string>() : [resource]];
        return new Receiver(clientId, audiences.IsEmpty ? clientId : audiences[0], [.. audiences.Append(clientId).Distinct(StringComparer.Ordinal)]);
    }
}
