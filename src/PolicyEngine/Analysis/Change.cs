namespace MissionPolicy.Engine.Analysis;

/// <summary>What a new version of a catalog does to what was allowed.</summary>
public enum Change
{
    /// <summary>Exactly the same is allowed.</summary>
    Equivalent,

    /// <summary>Less is allowed, and nothing new.</summary>
    Narrowed,

    /// <summary>More is allowed, and nothing less. There is a witness.</summary>
    Widened,

    /// <summary>More here and less there, or the question could not be decided; a witness tells that something became possible.</summary>
    Incomparable,

    /// <summary>The purpose is new.</summary>
    Added,

    /// <summary>The purpose is gone.</summary>
    Removed,
}
