using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace MissionPolicy.Samples.ResourceGuard.Proofs;

/// <summary>Nonces that need no memory: a keyed digest of the period. The one of the period before is taken too.</summary>
/// <remarks>Source: RFC 9449 §8, §9.</remarks>
internal sealed class ProofNonces(TimeProvider time)
{
    public const string Header = "DPoP-Nonce";

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(3);

    private readonly byte[] key = RandomNumberGenerator.GetBytes(32);

    public string Current => Of(Now);

    private long Now => time.GetUtcNow().Ticks / Period.Ticks;

    public bool IsGood(string nonce) => nonce == Of(Now) || nonce == Of(Now - 1);

    private string Of(long period)
    {
        Span<byte> text = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(text, period);
        return Base64Url.EncodeToString(HMACSHA256.HashData(key, text));
    }
}
