namespace MissionPolicy.Engine.Catalog;

/// <summary>What an incompatible resume leads to.</summary>
public enum ResumeFallback
{
    /// <summary>The handoff is refused.</summary>
    Reject,

    /// <summary>A new Mission is bootstrapped.</summary>
    Recreate,
}
