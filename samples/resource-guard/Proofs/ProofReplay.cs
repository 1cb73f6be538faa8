using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace MissionPolicy.Samples.ResourceGuard.Proofs;

/// <summary>Which proofs were used, in memory: enough for one process. Several instances need a store that they share.</summary>
/// <remarks>Source: RFC 9449 §11.1.</remarks>
internal sealed class ProofReplay(TimeProvider time)
{
    private const int SweepEvery = 1024;

    private readonly ConcurrentDictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);
    private int added;

    /// <summary>Uses a proof up.</summary>
    /// <param name="address">The <c>htu</c>.</param>
    /// <param name="id">The <c>jti</c>.</param>
    /// <param name="until">When the proof would be too old anyway.</param>
    /// <returns>False when it was used before.</returns>
    public bool TryUse(string address, string id, DateTimeOffset until)
    {
        if (Interlocked.Increment(ref added) % SweepEvery == 0)
        {
            DateTimeOffset now = time.GetUtcNow();
            foreach (KeyValuePair<string, DateTimeOffset> old in used.Where(entry => entry.Value < now))
            {
                used.TryRemove(old);
            }
        }

        return used.TryAdd(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(address + "\n" + id))), until);
    }
}
