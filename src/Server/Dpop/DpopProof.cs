using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Dpop;

/// <summary>A DPoP proof. What the parser gives is well formed only; what the verifier gives is proven.</summary>
/// <remarks>Source: RFC 9449 §4.2.</remarks>
internal sealed record DpopProof
{
    /// <summary>The request header that carries it.</summary>
    public const string Header = "DPoP";

    /// <summary>The response header that carries the nonce for the next one.</summary>
    public const string NonceHeader = "DPoP-Nonce";

    /// <summary>The <c>typ</c>.</summary>
    public const string Type = "dpop+jwt";

    /// <summary>The signed token.</summary>
    public required CompactJws Jws { get; init; }

    /// <summary>The public key that it carries.</summary>
    public required PublicJwk Key { get; init; }

    /// <summary><c>jti</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>htm</c>.</summary>
    public required string Method { get; init; }

    /// <summary><c>htu</c>, normalised, without query and fragment.</summary>
    public required string Url { get; init; }

    /// <summary><c>iat</c>.</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary><c>nonce</c>, or null.</summary>
    public string? Nonce { get; init; }

    /// <summary><c>ath</c>, or null.</summary>
    public string? AccessTokenHash { get; init; }

    /// <summary>The RFC 7638 thumbprint of the key: what tokens are bound to.</summary>
    public string Thumbprint => Key.Thumbprint;
}
