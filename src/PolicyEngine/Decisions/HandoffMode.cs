namespace MissionPolicy.Engine.Decisions;

/// <summary>The three handoff modes.</summary>
/// <remarks>Source: article, "Handoff Modes".</remarks>
public enum HandoffMode
{
    /// <summary>A new Mission from the applied context.</summary>
    Create,

    /// <summary>A pre-created or pending Mission is marked approved.</summary>
    Approve,

    /// <summary>An active Mission is re-attested; its envelope does not change.</summary>
    Resume,
}
