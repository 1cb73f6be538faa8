namespace MissionPolicy.Server.Deferred;

/// <summary>What a try to tell a client came to.</summary>
internal enum PingResult
{
    /// <summary>The client took it.</summary>
    Taken,

    /// <summary>It may work later: the client has a fault or cannot be reached.</summary>
    Failed,

    /// <summary>It never will: refused, redirected, or an address that may not be reached.</summary>
    Refused,
}
