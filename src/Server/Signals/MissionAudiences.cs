using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>Who holds something of which Mission. The records of tokens are gone a day after the tokens; this lasts as long as the Mission.</summary>
internal static class MissionAudiences
{
    /// <summary>A Mission that ended still has its last event to tell.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Remembers an audience, in the transaction that issues to it.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="audience">The resource server or authorization server.</param>
    public static void Add(IStoreTransaction write, Mission mission, string audience)
    {
        if (write.Get(SignalTables.Audiences, MissionAudience.KeyOf(mission.MissionId, audience)) is null)
        {
            write.Insert(SignalTables.Audiences, new MissionAudience { MissionId = mission.MissionId, Audience = audience, KeepUntil = mission.EndsAt + Grace });
        }
    }

    /// <summary>Everybody who may know a Mission: its client, and whoever it was issued for.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="mission">The Mission.</param>
    public static IEnumerable<string> Of(IStoreTransaction write, Mission mission) => write
        .Find(SignalTables.Audiences, TableQuery.Where(SignalTables.ByMission, mission.MissionId) with { Limit = TableQuery.MaxLimit })
        .Items.Select(row => row.Value.Audience).Prepend(mission.Client);
}
