using System.Collections.Immutable;

namespace MissionPolicy.Server.Keys;

/// <summary>A signing key at rest.</summary>
internal sealed record StoredSigningKey
{
    /// <summary>RFC 7638 thumbprint; the identity of the row.</summary>
    public required string Kid { get; init; }

    /// <summary>The algorithm it was made for.</summary>
    public required SigningAlgorithm Algorithm { get; init; }

    /// <summary>When it starts to sign; until then it is only published, so that verifiers can learn it.</summary>
    public required DateTimeOffset ActivatesAt { get; init; }

    /// <summary>PKCS#8 private key under Data Protection.</summary>
    public required ImmutableArray<byte> ProtectedPkcs8 { get; init; }
}
