namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>Which changes of past decisions fail a run. A line that cannot be read always does.</summary>
internal enum ReplayFailOn
{
    /// <summary>Any decision that would change, or that cannot be told.</summary>
    Changed,

    /// <summary>A decision that would allow more, or that cannot be told.</summary>
    Looser,

    /// <summary>None.</summary>
    Never,
}
