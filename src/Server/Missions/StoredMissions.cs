using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>The Missions of the store, and the configured ones for trials.</summary>
internal sealed class StoredMissions(ConfiguredMissions configured, MissionFinder missions, MissionSeal seal, TimeProvider time) : IMissionSource
{
    public async ValueTask<StandingMission?> FindAsync(string missionRef, CancellationToken cancellation)
    {
        if (await configured.FindAsync(missionRef, cancellation) is { } trial)
        {
            return trial;
        }

        Document<Mission>? found = await missions.ByRefAsync(missionRef, cancellation);
        return found is null ? null : new StandingMission
        {
            MissionRef = missionRef,
            State = MissionClock.Effective(found.Value, time.GetUtcNow()),
            Version = found.Value.Version,
            Compiled = seal.Envelope(found.Value),
            KeyThumbprint = found.Value.KeyThumbprint,
            Stored = found.Value,
        };
    }
}
