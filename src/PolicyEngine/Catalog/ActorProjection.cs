namespace MissionPolicy.Engine.Catalog;

/// <summary>Whether an actor crosses to a downstream AS. An advisory actor never does.</summary>
public enum ActorProjection
{
    /// <summary>The actor stays home.</summary>
    Never,

    /// <summary>The actor crosses when it was verified.</summary>
    WhenVerified,
}
