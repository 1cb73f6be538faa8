using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>The Missions that a person has now: what somebody else may still rely on.</summary>
internal static class LiveMissions
{
    /// <summary>Those that are active or suspended.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="subject">The person.</param>
    // The latest thousand: more live Missions than that nobody has.
    public static IEnumerable<Mission> Of(IStoreTransaction write, string subject) => write
        .Find(MissionTables.Missions, TableQuery.Where(MissionTables.BySubject, HandleHash.Of(subject).Value) with { Limit = TableQuery.MaxLimit })
        .Items.Select(row => row.Value)
        .Where(mission => MissionClock.Effective(mission, write.Now) is MissionState.Active or MissionState.Suspended);
}
