using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Missions;

/// <summary>The values of <c>mission_error</c>.</summary>
/// <remarks>Source: derivation digest §11.</remarks>
internal static class MissionErrors
{
    public const string Member = "mission_error";

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
