using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace MissionPolicy.Server.Dpop;

/// <summary>Remembers the proofs of this process that carry a nonce of this process. A restart forgets them together with their nonces, so nothing can be
/// replayed into the next process, and no proof costs a write to the disk.</summary>
/// <remarks>Source: RFC 9449 §11.1. Two generations: a proof is remembered for one whole generation at least, and memory is bounded by two.</remarks>
/// <param name="generation">How long a generation is: no proof is good for longer.</param>
internal sealed class ProofMemory(TimeSpan generation)
{
    private readonly Lock turning = new();
    private volatile Generations kept = new(long.MinValue, new(), new());

    /// <summary>Uses a proof.</summary>
    /// <param name="value">What makes the proof one of a kind.</param>
    /// <param name="now">The time.</param>
    /// <returns>False when it was used before.</returns>
    public bool TryUse(string value, DateTimeOffset now)
    {
        Generations current = Turned(now.UtcTicks / generation.Ticks);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(value), hash);
        UInt128 key = new(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
        if (current.Before.ContainsKey(key) || !current.Now.TryAdd(key, 0))
        {
            return false;
        }

        // The generation may have turned in between; then whoever is first in the new one is first.
        Generations latest = kept;
        return ReferenceEquals(latest, current) || latest.Now.TryAdd(key, 0);
    }

    private Generations Turned(long number)
    {
        Generations current = kept;
        if (current.Number >= number)
        {
            return current;
        }

        lock (turning)
        {
            current = kept;
            if (current.Number < number)
            {
                current = new Generations(number, new(), current.Number == number - 1 ? current.Now : new());
                kept = current;
            }

            return current;
        }
    }

    private sealed record Generations(long Number, ConcurrentDictionary<UInt128, byte> Now, ConcurrentDictionary<UInt128, byte> Before);
}
