using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis;

/// <summary>All differences of two versions of one purpose.</summary>
public sealed record PurposeDifference
{
    /// <summary>The kind.</summary>
    public required string Kind { get; init; }

    /// <summary>The differences together: widened only when nothing else changed than what widens.</summary>
    public required Change Classification { get; init; }

    /// <summary>The differences, by dimension and then by summary; empty when the versions are equivalent.</summary>
    public ValueArray<DimensionDifference> Dimensions { get; init; }

    /// <summary>Whether something became possible that was not.</summary>
    public bool IsWidened => Dimensions.Any(difference => difference.IsWider);

    /// <summary>Whether a difference could not be decided, so that a widening cannot be ruled out.</summary>
    public bool IsUndecided => Dimensions.Any(difference => difference is { Classification: Change.Incomparable, IsWider: false });
}
