using System.Collections.Concurrent;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Dpop;

/// <summary>The newest DPoP nonce of each origin. One instance serves everything that a client talks to.</summary>
/// <remarks>Source: RFC 9449 §8.2: a new nonce may come with any answer.</remarks>
internal sealed class DpopNonces
{
    // An agent talks to few origins; a runaway list of them is dropped, which costs one more round trip each.
    private const int MaxOrigins = 256;

    private readonly ConcurrentDictionary<string, string> nonces = new(StringComparer.Ordinal);

    /// <summary>The nonce to use at an address.</summary>
    public string? For(Uri address) => nonces.GetValueOrDefault(EndpointAddress.Origin(address));

    /// <summary>Remembers what came with an answer.</summary>
    public void Remember(Uri address, string? nonce)
    {
        if (nonce is null)
        {
            return;
        }

        if (nonces.Count >= MaxOrigins)
        {
            nonces.Clear();
        }

        nonces[EndpointAddress.Origin(address)] = nonce;
    }
}
