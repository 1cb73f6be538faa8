using System.Collections.Frozen;
using System.Collections.Immutable;

namespace MissionPolicy.Client.Context;

/// <summary>Which differences between what was asked and what was applied this client knows and accepts. Empty accepts none.</summary>
/// <remarks>Source: Client Context draft, client verification.</remarks>
public sealed record ContextTolerance
{
    /// <summary>Types that may be missing; <c>purpose</c> and <c>tenant</c> never may, whatever stands here.</summary>
    public FrozenSet<string> OptionalTypes { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Top-level params that the server may leave out.</summary>
    public FrozenSet<string> DroppableParams { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Values that the server is known to write differently.</summary>
    public ImmutableArray<Normalisation> Normalisations { get; init; } = [];
}
