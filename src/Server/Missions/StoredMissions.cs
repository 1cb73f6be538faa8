
namespace MissionPolicy.Server.Missions;

/// <summary>The Missions of the store, and the configured ones for trials.</summary>
internal sealed class StoredMissions(
    ConfiguredMissions configured, MissionFinder missions, MissionCeilings ceilings, MissionSeal seal, TimeProvider time) : IMissionSource
{
    public async ValueTask<StandingMission?> FindAsync(string missionRef, CancellationToken cancellation)
    {
        if (await configured.FindAsync(missionRef, cancellation) is { } trial)
        {
            return trial;
        }

        if (await missions.ByRefAsync(missionRef, cancellation) is not { } found)
        {
            return null;
        }

        Mission mission = (await ceilings.MeetAsync(found, cancellation)).Value;
        return new StandingMission
        {
            MissionRef = missionRef,
            State = MissionClock.Effective(mission, time.GetUtcNow()),
            Version = mission.Version,
            Compiled = seal.Held(mission),
            KeyThumbprint = mission.KeyThumbprint,
            Stored = mission,
        };
    }
}
