namespace MissionPolicy.Client.Tokens;

/// <summary>The checks of an ID Token, in the order in which they run.</summary>
/// <remarks>Source: OpenID Connect Core §3.1.3.7; RFC 8725 §3.</remarks>
public enum IdTokenCheck
{
    /// <summary>The answer has no ID Token, or it is no signed JWT with a JSON object inside.</summary>
    Format,

    /// <summary>The algorithm is neither ES256 nor PS256, or the header asks for something unknown.</summary>
    Algorithm,

    /// <summary>The issuer publishes no such key.</summary>
    Key,

    /// <summary>The signature is wrong.</summary>
    Signature,

    /// <summary><c>iss</c> is another issuer.</summary>
    Issuer,

    /// <summary><c>aud</c> lacks this client, or names others.</summary>
    Audience,

    /// <summary><c>azp</c> is another client.</summary>
    AuthorizedParty,

    /// <summary><c>exp</c> is missing or past.</summary>
    Expiry,

    /// <summary><c>iat</c> is missing or in the future.</summary>
    IssuedAt,

    /// <summary><c>nonce</c> is not the one that was sent.</summary>
    Nonce,

    /// <summary><c>sub</c> is missing or too long.</summary>
    Subject,

    /// <summary>An interim token where a final one is due, or the other way round.</summary>
    Interim,
}
