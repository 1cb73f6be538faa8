namespace MissionPolicy.Client.Missions;

/// <summary>The state of a Mission that gives no tokens.</summary>
public enum StoppedState
{
    /// <summary>Paused; it may go on later.</summary>
    Suspended,

    /// <summary>Stopped by a person or by policy.</summary>
    Revoked,

    /// <summary>Its end or its idle limit was reached.</summary>
    Expired,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>A state that this library does not know; treat it as stopped.</summary>
    Other,
}
