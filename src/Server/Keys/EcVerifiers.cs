using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace MissionPolicy.Server.Keys;

/// <summary>Verifiers of keys that were seen lately. A client proves the same key with every request, and reading a key (is it a point of its curve, is its
/// order right) costs more than a verification with it.</summary>
/// <remarks>Nothing is trusted by being here: the platform has read the key, and every signature is verified. Only a key that has made a good signature is kept,
/// so nobody can fill the memory with keys that are not theirs.</remarks>
internal static class EcVerifiers
{
    /// <summary>Most keys. The least recently used go first, so keys that come once do not push out those that come again for long.</summary>
    private const int MaxKeys = 4096;

    /// <summary>Bytes of a signature in JOSE format.</summary>
    public const int SignatureBytes = 64;

    private static readonly MemoryCache Known = new(new MemoryCacheOptions { SizeLimit = MaxKeys, CompactionPercentage = 0.1 });

    /// <summary>Verifies a signature over bytes.</summary>
    /// <param name="point">The public key; a P-256 point.</param>
    /// <param name="signed">The signed bytes.</param>
    /// <param name="signature">The signature, 64 bytes.</param>
    /// <exception cref="CryptographicException">The key is no point of its curve.</exception>
    public static bool Verify(ECParameters point, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        string key = string.Concat(Convert.ToBase64String(point.Q.X!), Convert.ToBase64String(point.Q.Y!));
        ConcurrentQueue<ECDsa>? idle = Known.Get<ConcurrentQueue<ECDsa>>(key);

        // A verifier is not for two threads at once, so each takes one and brings it back.
        ECDsa verifier = idle is not null && idle.TryDequeue(out ECDsa? known) ? known : ECDsa.Create(point);
        bool fits = verifier.VerifyData(signed, signature, HashAlgorithmName.SHA256);
        if (fits)
        {
            (idle ?? Remember(key)).Enqueue(verifier);
        }
        else
        {
            verifier.Dispose();
        }

        return fits;
    }

    private static ConcurrentQueue<ECDsa> Remember(string key) => Known.GetOrCreate(key, static entry =>
    {
        entry.Size = 1;
        return new ConcurrentQueue<ECDsa>();
    })!;
}
