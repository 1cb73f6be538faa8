using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;

namespace MissionPolicy.Server.Missions;

/// <summary>How a Mission and the one who asks stand, by our own record: state, client, actor, key, catalog.</summary>
/// <remarks>Source: derivation digest §7; article, verified agent binding.</remarks>
internal sealed class MissionStandingOf(CatalogHost catalog)
{
    /// <summary>The standing.</summary>
    /// <param name="mission">The Mission.</param>
    /// <param name="client">The authenticated client.</param>
    /// <param name="keyThumbprint">The key of the proof.</param>
    /// <param name="now">The time.</param>
    public MissionStandings Ask(Mission mission, Client client, string keyThumbprint, DateTimeOffset now)
    {
        MissionStandings standing = MissionStandings.Good;
        standing |= MissionClock.Effective(mission, now) == MissionState.Active ? 0 : MissionStandings.NotActive;
        standing |= catalog.Current.Purpose(mission.Kind) is null ? MissionStandings.CatalogWithdrawn : 0;
        standing |= OfCatalog(mission);
        standing |= mission.Client != client.ClientId || mission.Actor?.Id != client.Agent?.Id ? MissionStandings.OtherActor : 0;
        standing |= mission.KeyThumbprint != keyThumbprint ? MissionStandings.OtherKey : 0;
        return standing;
    }

    /// <summary>Why the catalog leaves a Mission nothing; good where it leaves something.</summary>
    /// <param name="mission">The Mission.</param>
    public static MissionStandings OfCatalog(Mission mission) => !MissionCeiling.Stopped(mission) ? MissionStandings.Good
        : mission.Ceiling!.Stops.Contains(ReasonCodes.CatalogChanged) ? MissionStandings.CatalogChanged
        : MissionStandings.CatalogNarrowed;
}
