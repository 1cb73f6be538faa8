namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>How a past decision compares with the candidate's.</summary>
internal enum ReplayVerdict
{
    /// <summary>The same outcome for the same reasons.</summary>
    Same,

    /// <summary>The same outcome for other reasons.</summary>
    OtherReasons,

    /// <summary>The candidate allows more.</summary>
    Looser,

    /// <summary>The candidate allows less.</summary>
    Stricter,

    /// <summary>The line alone does not tell.</summary>
    Unknown,

    /// <summary>The line's own envelope does not give the line's decision: the log or the engine changed.</summary>
    NotReproduced,
}
