namespace MissionPolicy.Server.Deferred;

/// <summary>Why a deferred request ended as it did, besides the codes of a review.</summary>
/// <remarks>Source: deferred digest §7, §8.</remarks>
internal static class DeferredReasons
{
    public const string CancelledByClient = "cancelled_by_client";
    public const string CodeReuse = "code_reuse";
    public const string NotClaimed = "not_claimed";
    public const string NotDecided = "not_decided";
    public const string NotRedeemed = "not_redeemed";
    public const string MissionStopped = "mission_stopped";
    public const string ProvisionalWithdrawn = "provisional_withdrawn";
}
