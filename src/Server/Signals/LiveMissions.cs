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
    public static IEnumerable<Mission> Of(IStoreTransaction write, string subject)
    {
        TableQuery query = MissionTables.Of(MissionTables.ByLive, MissionTables.HashOf(subject)) with { Limit = TableQuery.MaxLimit };
        while (true)
        {
            Page<Mission> page = write.Find(MissionTables.Missions, query);
            foreach (Document<Mission> row in page.Items)
            {
                if (MissionClock.Effective(row.Value, write.Now) is MissionState.Active or MissionState.Suspended)
                {
                    yield return row.Value;
                }
            }

            if (page.Next is not { } next)
            {
                yield break;
            }

            query = query with { After = next };
        }
    }
}
