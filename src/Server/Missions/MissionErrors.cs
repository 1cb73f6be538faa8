using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>The values of <c>mission_error</c>.</summary>
/// <remarks>Source: derivation digest §11.</remarks>
internal static class MissionErrors
{
    public const string Member = "mission_error";

    /// <summary>The error of a handoff that the engine refuses, for a redirect or for a direct answer.</summary>
    /// <param name="reasons">The reasons, at least one.</param>
    /// <returns>The error with every code in its description and the wait, where time helps.</returns>
    public static OAuthError OfRefusal(ValueArray<Reason> reasons)
    {
        string[] codes = [.. reasons.Select(reason => reason.Code).Distinct(StringComparer.Ordinal)];
        OAuthError error = codes switch
        {
            [ReasonCodes.UserDeclined] or [ReasonCodes.AskingStopped] => OAuthErrors.AccessDenied,
            [ReasonCodes.AskedTooOften] => OAuthErrors.AskedTooOften,
            _ => OAuthErrors.MissionBootstrapFailed,
        };
        return error.Because(string.Join(' ', codes)) with { RetryAfterSeconds = Wait(reasons) };
    }

    /// <summary>After how many seconds a refused request may be granted; null when time alone changes nothing.</summary>
    /// <param name="reasons">The reasons.</param>
    public static long? Wait(ValueArray<Reason> reasons) => reasons.Max(reason => (long?)reason.RetryAfter?.TotalSeconds);

    /// <summary>Why a Mission in that state gives nothing.</summary>
    /// <param name="state">An effective state other than active.</param>
    public static string Of(MissionState state) => state switch
    {
        MissionState.Suspended => "mission_suspended",
        MissionState.Revoked or MissionState.Denied => "mission_revoked",
        MissionState.Completed => "mission_completed",
        MissionState.Expired => "mission_expired",
        _ => "mission_not_active",
    };
}
