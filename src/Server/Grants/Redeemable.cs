using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Grants;

/// <summary>An approval that a client may redeem, whether its code was given at once or after a review.</summary>
internal sealed record Redeemable
{
    public required string FamilyId { get; init; }

    /// <summary>The family of what was issued before the decision, or null.</summary>
    public string? InterimFamilyId { get; init; }

    public required string Subject { get; init; }

    public required SignInRecord SignIn { get; init; }

    public string? Nonce { get; init; }

    public ImmutableArray<string> Scopes { get; init; } = [];

    public string? MissionId { get; init; }

    public HandoffMode? Mode { get; init; }

    /// <summary>The <c>client_context</c> claim, canonical JSON, or null.</summary>
    public string? Claim { get; init; }
}
