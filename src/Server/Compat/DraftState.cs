using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Compat;

/// <summary>A state in the words of the later drafts.</summary>
/// <remarks>Source: compatibility digest §3, states; draft oauth-mission-expansion.</remarks>
internal static class DraftState
{
    /// <summary>The word. The drafts have a state of its own for what we call completed by another approval.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="state">Its state that counts.</param>
    public static string Of(Mission mission, MissionState state) =>
        state == MissionState.Completed && mission.Reason == MissionActivation.Superseded ? MissionActivation.Superseded : MissionLedger.Word(state);
}
