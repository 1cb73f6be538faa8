namespace MissionPolicy.Server.Missions;

/// <summary>Finds Missions by their handle.</summary>
internal interface IMissionSource
{
    /// <summary>The Mission of a handle.</summary>
    /// <param name="missionRef">The handle.</param>
    /// <param name="cancellation">Stops looking.</param>
    /// <returns>The Mission, or null when there is none.</returns>
    ValueTask<StandingMission?> FindAsync(string missionRef, CancellationToken cancellation);
}
