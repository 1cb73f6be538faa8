using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Tokens;

/// <summary>A code at rest, kept beyond its use so that a second use is noticed.</summary>
/// <remarks>Source: RFC 6749 §4.1.2, §10.5; derivation digest §2.</remarks>
internal sealed record AuthorizationCode
{
    public required string CodeHash { get; init; }

    /// <summary>The family of everything that is issued from it.</summary>
    public required string FamilyId { get; init; }

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string CodeChallenge { get; init; }

    public string? Nonce { get; init; }

    /// <summary>The key that the request was bound to (RFC 9449 §10), or null.</summary>
    public string? DpopJkt { get; init; }

    public ImmutableArray<string> Scopes { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>Who signed in.</summary>
    public required string Subject { get; init; }

    public required SignInRecord SignIn { get; init; }

    /// <summary>The Mission, or null when the request had no purpose.</summary>
    public string? MissionId { get; init; }

    /// <summary>How the Mission came about; null without one.</summary>
    public HandoffMode? Mode { get; init; }

    /// <summary>The <c>client_context</c> claim, protected; null when the request had none.</summary>
    public string? Claim { get; init; }

    /// <summary>Whether the request said that its token request is going to take a deferred answer.</summary>
    public bool IsDeferralHinted { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RedeemedAt { get; init; }
}
