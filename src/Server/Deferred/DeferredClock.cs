namespace MissionPolicy.Server.Deferred;

/// <summary>The clock comes before the stored state: what is past its end is expired, whether or not somebody has written so.</summary>
internal static class DeferredClock
{
    /// <summary>The state that counts now.</summary>
    /// <param name="process">The request.</param>
    /// <param name="now">The time.</param>
    public static DeferredState Effective(DeferredProcess process, DateTimeOffset now) =>
        process.State is DeferredState.Open or DeferredState.Approved && now >= process.EndsAt ? DeferredState.Expired : process.State;

    /// <summary>Why a request that the clock ended was not used.</summary>
    /// <param name="process">The request.</param>
    public static string Lapse(DeferredProcess process) =>
        process.ClaimedAt is null ? DeferredReasons.NotClaimed
        : process.State == DeferredState.Approved ? DeferredReasons.NotRedeemed
        : DeferredReasons.NotDecided;
}
