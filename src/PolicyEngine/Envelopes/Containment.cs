namespace MissionPolicy.Engine.Envelopes;

/// <summary>Whether one envelope lies inside another.</summary>
public enum Containment
{
    /// <summary>Everything that the inner one allows, the outer one allows.</summary>
    Contained,

    /// <summary>It was not shown to be contained; callers treat that as "not contained".</summary>
    NotShown,
}
