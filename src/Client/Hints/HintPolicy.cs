using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MissionPolicy.Client.Hints;

/// <summary>What an initiator of a sign-in may suggest. Empty allows nothing.</summary>
public sealed record HintPolicy
{
    /// <summary>Applications that may be suggested.</summary>
    public FrozenSet<string> Apps { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Tenants that may be suggested.</summary>
    public FrozenSet<string> Tenants { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Purposes that an authenticated initiator may suggest.</summary>
    public ImmutableArray<HintPurpose> Purposes { get; init; } = [];

    /// <summary>Leaves types out that are not allowed, instead of refusing the hint. A value that is not allowed is always refused.</summary>
    public bool DropsForbiddenTypes { get; init; }
}
