namespace MissionPolicy.Server.Configuration;

/// <summary>One client of the configuration (section <c>Clients</c>, a list). The names are those of the metadata (RFC 7591 §2).</summary>
internal sealed class ClientOptions
{
    public const string Section = "Clients";

    public string ClientId { get; set; } = string.Empty;

    /// <summary>The name shown to people.</summary>
    public string ClientName { get; set; } = string.Empty;

    /// <summary><c>private_key_jwt</c>, <c>client_secret_basic</c> or <c>none</c>.</summary>
    public string TokenEndpointAuthMethod { get; set; } = "private_key_jwt";

    /// <summary>Its public keys: a JSON Web Key Set as text. It and <see cref="JwksPath"/> exclude each other.</summary>
    public string Jwks { get; set; } = string.Empty;

    /// <summary>A file with its public keys; relative to the content root.</summary>
    public string JwksPath { get; set; } = string.Empty;

    /// <summary>The base64url SHA-256 of its secret. The secret has at least 128 random bits.</summary>
    public string ClientSecretHash { get; set; } = string.Empty;

    /// <summary>The secret itself; in Development only.</summary>
    public string ClientSecret { get; set; } = string.Empty;

    public List<string> RedirectUris { get; set; } = [];

    public List<string> PostLogoutRedirectUris { get; set; } = [];

    public List<string> GrantTypes { get; set; } = [];

    public List<string> ResponseTypes { get; set; } = [];

    /// <summary>The scopes that it may ask for, with blanks between.</summary>
    public string Scope { get; set; } = string.Empty;

    public List<string> AuthorizationDetailsTypes { get; set; } = [];

    /// <summary>The context types that it may send; left out: every type.</summary>
    public List<string>? ClientContextTypes { get; set; }

    /// <summary>The selector values that it may send, by context type.</summary>
    public Dictionary<string, List<string>> ClientContextValues { get; set; } = [];

    public bool RequirePushedAuthorizationRequests { get; set; } = true;

    public bool RequireSignedRequestObject { get; set; }

    /// <summary>Whether the endpoints are accepted as audience of its assertions besides the issuer.</summary>
    public bool LegacyAssertionAudience { get; set; }

    /// <summary>Whether its refresh tokens rotate; those of public clients always do.</summary>
    public bool RotateRefreshTokens { get; set; }

    /// <summary>The longest Mission that it may hold, like <c>8h</c> or <c>PT8H</c>; empty: as long as the purpose says.</summary>
    public string MaxMissionLifetime { get; set; } = string.Empty;

    /// <summary>The agent that it is; empty: none.</summary>
    public string Agent { get; set; } = string.Empty;

    /// <summary><c>agent</c> or <c>service</c>.</summary>
    public string AgentType { get; set; } = "agent";

    /// <summary>The resource that it is, for a resource server that introspects; empty: none.</summary>
    public string Resource { get; set; } = string.Empty;

    /// <summary>The sector for pairwise subject identifiers; empty: public ones.</summary>
    public string Sector { get; set; } = string.Empty;

    public string DeferredClientNotificationEndpoint { get; set; } = string.Empty;

    public string InitiateLoginUri { get; set; } = string.Empty;
}
