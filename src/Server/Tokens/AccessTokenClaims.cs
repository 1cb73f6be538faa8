using System.Collections.Immutable;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.StatusLists;

namespace MissionPolicy.Server.Tokens;

/// <summary>What an access token says. Has no member for params that its resource does not need, for display text or for the envelope.</summary>
/// <remarks>Source: RFC 9068 §2.2; derivation digest §6.</remarks>
internal sealed record AccessTokenClaims
{
    public required string TokenId { get; init; }

    public required string Subject { get; init; }

    /// <summary>The one audience.</summary>
    public required string Audience { get; init; }

    public required string ClientId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public ImmutableArray<string> Scopes { get; init; } = [];

    /// <summary>The sign-in that it rests on; null for a client in its own name. None where the subject did not sign in.</summary>
    public SignInRecord? SignIn { get; init; }

    /// <summary>The granted details as a JSON array, or null.</summary>
    public string? AuthorizationDetails { get; init; }

    public required string KeyThumbprint { get; init; }

    public string? MissionRef { get; init; }

    public bool MissionProvisional { get; init; }

    /// <summary>The claim of the later drafts, or null.</summary>
    public MissionClaim? Mission { get; init; }

    /// <summary>Its place among the status lists, or null.</summary>
    public StatusPlace? Status { get; init; }

    /// <summary>The verified actor, or null.</summary>
    public string? Actor { get; init; }

    /// <summary>Who vouches for the actor; null for this server.</summary>
    public string? ActorIssuer { get; init; }
}
