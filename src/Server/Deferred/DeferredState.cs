namespace MissionPolicy.Server.Deferred;

/// <summary>Where a deferred request stands.</summary>
internal enum DeferredState
{
    /// <summary>Not decided.</summary>
    Open,

    /// <summary>Decided with yes; the client may redeem it.</summary>
    Approved,

    /// <summary>Decided with no, or cancelled by the client.</summary>
    Denied,

    /// <summary>Not claimed, not decided or not redeemed in time.</summary>
    Expired,

    /// <summary>Used: tokens were given, or the Mission could not be made.</summary>
    Redeemed,
}
