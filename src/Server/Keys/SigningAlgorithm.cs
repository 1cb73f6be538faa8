namespace MissionPolicy.Server.Keys;

/// <summary>The closed list of signature algorithms. Never <c>none</c>, never HMAC.</summary>
/// <remarks>FAPI 2.0 also allows EdDSA (Ed25519); .NET 10 and the JsonWebTokens package ship no Ed25519, so it is not offered.
/// Source: FAPI 2.0 Security Profile §5.4.</remarks>
internal enum SigningAlgorithm
{
    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256,

    /// <summary>RSASSA-PSS with SHA-256, keys of at least 2048 bits.</summary>
    PS256,
}
