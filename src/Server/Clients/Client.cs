using System.Collections.Frozen;
using System.Collections.Immutable;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Clients;

/// <summary>A registered client.</summary>
/// <remarks>Source: RFC 7591 §2; RFC 9449 §5.2; Client Context draft, client registration.</remarks>
internal sealed record Client
{
    /// <summary>The <c>client_id</c>.</summary>
    public required string ClientId { get; init; }

    /// <summary>The name shown to people; the client's words.</summary>
    public string Name { get; init; } = string.Empty;

    /// <summary>How it authenticates at our endpoints.</summary>
    public required ClientAuthenticationMethod AuthenticationMethod { get; init; }

    /// <summary>Its public keys, for assertions and request objects.</summary>
    public ImmutableArray<PublicJwk> Keys { get; init; } = [];

    /// <summary>The <see cref="Storage.HandleHash"/> of its secret, or null. A secret has at least 128 random bits.</summary>
    public string? SecretHash { get; init; }

    /// <summary>Where answers may go; compared as strings (RFC 9700 §4.1.3).</summary>
    public ValueArray<string> RedirectUris { get; init; }

    /// <summary>Where a person may be sent after signing out.</summary>
    public ValueArray<string> PostLogoutRedirectUris { get; init; }

    /// <summary>The grant types that it may use.</summary>
    public required ValueArray<string> GrantTypes { get; init; }

    /// <summary>The response types that it may use.</summary>
    public ValueArray<string> ResponseTypes { get; init; }

    /// <summary>The scopes that it may ask for.</summary>
    public ValueArray<string> Scopes { get; init; }

    /// <summary>The types of <c>authorization_details</c> that it may send.</summary>
    public ValueArray<string> AuthorizationDetailsTypes { get; init; }

    /// <summary>The context types that it may send; null for every type of ours.</summary>
    public ValueArray<string>? ClientContextTypes { get; init; }

    /// <summary>The selector values that it may send, by context type; a type that is absent is not limited.</summary>
    public FrozenDictionary<string, ValueArray<string>> ClientContextValues { get; init; } = FrozenDictionary<string, ValueArray<string>>.Empty;

    /// <summary>Whether authorization requests have to be pushed (RFC 9126 §6).</summary>
    public bool RequirePushedAuthorizationRequests { get; init; } = true;

    /// <summary>Whether authorization requests have to be signed (RFC 9101 §10.5).</summary>
    public bool RequireSignedRequestObject { get; init; }

    /// <summary>Whether the token endpoint and the pushed endpoint are accepted as audience of an assertion besides the issuer.</summary>
    public bool LegacyAssertionAudience { get; init; }

    /// <summary>Whether refresh tokens rotate: always for public clients, by choice for others (RFC 9700 §4.14.2).</summary>
    public bool RotateRefreshTokens { get; init; }

    /// <summary>The longest Mission that it may hold, or null.</summary>
    public TimeSpan? MaxMissionLifetime { get; init; }

    /// <summary>The agent that this client is registered to be, or null. Only a confidential client can have one.</summary>
    public VerifiedActor? Agent { get; init; }

    /// <summary>The resource that this client is, when it is a resource server that introspects, or null.</summary>
    public string? Resource { get; init; }

    /// <summary>The sector for pairwise subject identifiers, or null for public ones (OpenID Connect Core §8).</summary>
    public string? Sector { get; init; }

    /// <summary>Where deferred decisions are told (DTR 1.0), or null.</summary>
    public string? DeferredNotificationEndpoint { get; init; }

    /// <summary>The page that a third party may send people to (OpenID Connect Core §4), or null.</summary>
    public string? InitiateLoginUri { get; init; }

    /// <summary>Whether it registered itself (RFC 7591); people are then asked before it learns who they are.</summary>
    public bool IsSelfRegistered { get; init; }

    /// <summary>Whether it proves who it is.</summary>
    public bool IsConfidential => AuthenticationMethod != ClientAuthenticationMethod.None;
}
