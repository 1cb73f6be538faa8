namespace MissionPolicy.Server.Signals;

/// <summary>The status of a stream.</summary>
/// <remarks>Source: SSF 1.0 §8.1.2.1.</remarks>
internal enum StreamStatus
{
    Enabled,

    /// <summary>Nothing is sent; what happens is kept.</summary>
    Paused,

    /// <summary>Nothing is sent and nothing is kept.</summary>
    Disabled,
}
