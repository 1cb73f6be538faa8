using System.Diagnostics;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Analysis;

/// <summary>From two one-sided answers to a difference.</summary>
internal static class Verdict
{
    /// <summary>Judges; null answers are "not known".</summary>
    /// <returns>Null when both versions allow the same.</returns>
    public static DimensionDifference? Of(
        DiffDimension dimension, bool? wider, bool? narrower, string summary, SourcePosition before, SourcePosition after, Witness? witness)
    {
        if (wider == true && witness is null)
        {
            throw new UnreachableException($"{dimension}: \"{summary}\" widens without a witness.");
        }

        return wider == false && narrower == false ? null : new DimensionDifference
        {
            Dimension = dimension,
            Classification = (wider, narrower) switch
            {
                (true, false) => Change.Widened,
                (false, true) => Change.Narrowed,
                _ => Change.Incomparable,
            },
            Summary = wider is null || narrower is null ? summary + " (could not be decided)" : summary,
            Before = before,
            After = after,
            Witness = wider == true ? witness : null,
        };
    }

    public static DimensionDifference Wider(DiffDimension dimension, string summary, SourcePosition before, SourcePosition after, Witness? confirmed) =>
        Of(dimension, confirmed is null ? null : true, false, summary, before, after, confirmed)!;

    public static DimensionDifference Narrower(DiffDimension dimension, string summary, SourcePosition before, SourcePosition after) =>
        Of(dimension, false, true, summary, before, after, null)!;

    /// <summary>Several differences together.</summary>
    public static Change Together(IEnumerable<Change> changes)
    {
        Change[] distinct = [.. changes.Distinct()];
        return distinct.Length switch
        {
            0 => Change.Equivalent,
            1 => distinct[0],
            _ => Change.Incomparable,
        };
    }
}
