using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Analysis;

/// <summary>One difference of two versions of a purpose.</summary>
public sealed record DimensionDifference
{
    /// <summary>What it is about.</summary>
    public required DiffDimension Dimension { get; init; }

    /// <summary>What it does.</summary>
    public required Change Classification { get; init; }

    /// <summary>One line for people, for example <c>operation `delete` on `calendar.event` is new</c>.</summary>
    public required string Summary { get; init; }

    /// <summary>Where the old version says it; <see cref="SourcePosition.None"/> when it does not.</summary>
    public SourcePosition Before { get; init; } = SourcePosition.None;

    /// <summary>Where the new version says it; <see cref="SourcePosition.None"/> when it does not.</summary>
    public SourcePosition After { get; init; } = SourcePosition.None;

    /// <summary>What became possible; present for everything widened or added, and for an incomparable difference that is known to allow something new.</summary>
    public Witness? Witness { get; init; }

    /// <summary>Whether something became possible that was not.</summary>
    public bool IsWider => Witness is not null;
}
