using System.Collections.Immutable;
using MissionPolicy.Server.Compat;

namespace MissionPolicy.Server.Tokens;

/// <summary>What an ID-JAG says. It has no member for the envelope, the full context, display text, workflow state or our internal key.</summary>
/// <remarks>Source: ID-JAG draft §3.1; article, what may cross; id-jag digest §3, §4.</remarks>
internal sealed record AssertionClaims
{
    public required string TokenId { get; init; }

    /// <summary>The subject as the audience knows it.</summary>
    public required string Subject { get; init; }

    public required string Audience { get; init; }

    /// <summary>The client as the audience knows it.</summary>
    public required string ClientId { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string? Resource { get; init; }

    public ImmutableArray<string> Scopes { get; init; } = [];

    public required string MissionRef { get; init; }

    /// <summary>The claim of the later drafts, or null.</summary>
    public MissionClaim? Mission { get; init; }

    public required string PurposeKind { get; init; }

    /// <summary>The minimised params, a JSON object.</summary>
    public required string Params { get; init; }

    public required string AuthorizationDetails { get; init; }

    /// <summary>The level of the subject's sign-in; empty where the subject did not sign in.</summary>
    public required string Acr { get; init; }

    public required DateTimeOffset AuthTime { get; init; }

    public string? Tenant { get; init; }

    public string? Actor { get; init; }

    public required string KeyThumbprint { get; init; }
}
