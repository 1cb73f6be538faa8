namespace MissionPolicy.Server.Grants;

/// <summary>The grant types and token types that this server knows.</summary>
internal static class GrantTypes
{
    public const string AuthorizationCode = "authorization_code";
    public const string RefreshToken = "refresh_token";

    /// <summary>RFC 8693.</summary>
    public const string TokenExchange = "urn:ietf:params:oauth:grant-type:token-exchange";

    /// <summary>RFC 7523; at a resource authorization server only.</summary>
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    /// <summary>DTR 1.0.</summary>
    public const string Deferred = "urn:openid:params:grant-type:deferred";

    /// <summary>OAuth Deferred Token Response draft -01.</summary>
    public const string DeferredToken = "urn:ietf:params:oauth:grant-type:deferred";

    /// <summary>The hint by which a client gives a deferred token request up (RFC 7009 §2.1).</summary>
    public const string DeferralCodeType = "urn:ietf:params:oauth:token-type:deferral-code";

    public const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";
    public const string RefreshTokenType = "urn:ietf:params:oauth:token-type:refresh_token";
    public const string IdTokenType = "urn:ietf:params:oauth:token-type:id_token";
    public const string AssertionType = "urn:ietf:params:oauth:token-type:id-jag";

    /// <summary>The <c>token_type</c> of a key-bound access token (RFC 9449 §5).</summary>
    public const string Dpop = "DPoP";

    /// <summary>The <c>token_type</c> of what is no access token (RFC 8693 §2.2.1).</summary>
    public const string NotApplicable = "N_A";
}
