namespace MissionPolicy.Engine.Decisions;

/// <summary>The states of a Mission. Only <see cref="Active"/> holds authority.</summary>
/// <remarks>Source: handoff digest §10.</remarks>
public enum MissionState
{
    /// <summary>Nothing decided; the person is still in the interaction.</summary>
    Proposed,

    /// <summary>Waiting for review.</summary>
    Pending,

    /// <summary>Granted, not yet redeemed.</summary>
    Approved,

    /// <summary>Holds authority.</summary>
    Active,

    /// <summary>Paused.</summary>
    Suspended,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Stopped.</summary>
    Revoked,

    /// <summary>Past its end, or undecided past the deadline.</summary>
    Expired,

    /// <summary>Refused.</summary>
    Denied,
}
