using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Tokens;

/// <summary>How an issued token stands now.</summary>
/// <param name="Token">Its record, or null when there is none that still counts.</param>
/// <param name="Mission">Its Mission, or null.</param>
/// <param name="MissionState">The effective state of the Mission, or null.</param>
/// <param name="IsActive">Whether it is honoured.</param>
internal sealed record TokenStanding(IssuedToken? Token, Mission? Mission, MissionState? MissionState, bool IsActive)
{
    /// <summary>Whether it is not honoured for one reason only: its Mission is not active.</summary>
    public bool IsStopped { get; init; }

    public static TokenStanding Unknown { get; } = new(null, null, null, false);
}
