using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>Who holds something of which Mission. The records of tokens are gone a day after the tokens; this lasts as long as the Mission.</summary>
internal static class MissionAudiences
{
    /// <summary>A Mission that ended still has its last event to tell.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromDays(1);

    /// <summary>Until when it is remembered who knows a Mission.</summary>
    /// <remarks>What began provisionally ends at its restricted end only if nobody approves the whole.</remarks>
    /// <param name="mission">The Mission.</param>
    public static DateTimeOffset KeepUntil(Mission mission) => (mission.IsProvisional
        ? new[] { mission.EndsAt, mission.WaitsUntil, mission.Proposed?.EndsAt ?? mission.EndsAt }.Max()
        : mission.EndsAt) + Grace;

    /// <summary>Remembers an audience, in the transaction that issues to it.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="mission">The Mission.</param>
    /// <param name="audience">The resource server or authorization server.</param>
    public static void Add(IStoreTransaction write, Mission mission, string audience)
    {
        if (write.Get(SignalTables.Audiences, MissionAudience.KeyOf(mission.MissionId, audience)) is null)
        {
            write.Insert(SignalTables.Audiences, new MissionAudience { MissionId = mission.MissionId, Audience = audience, KeepUntil = KeepUntil(mission) });
        }
    }

    /// <summary>Remembers for longer who knows a Mission whose end has moved away.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="mission">The Mission after.</param>
    public static void Extend(IStoreTransaction write, Mission mission)
    {
        DateTimeOffset keepUntil = KeepUntil(mission);
        foreach (Document<MissionAudience> row in Rows(write, mission).Items.Where(row => row.Value.KeepUntil < keepUntil))
        {
            write.Put(SignalTables.Audiences, row.Value with { KeepUntil = keepUntil });
        }
    }

    /// <summary>Everybody who may know a Mission: its client, and whoever it was issued for.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="mission">The Mission.</param>
    public static IEnumerable<string> Of(IStoreTransaction write, Mission mission) => Rows(write, mission).Items.Select(row => row.Value.Audience).Prepend(mission.Client);

    private static Page<MissionAudience> Rows(IStoreTransaction write, Mission mission) =>
        write.Find(SignalTables.Audiences, TableQuery.Where(SignalTables.ByMission, mission.MissionId) with { Limit = TableQuery.MaxLimit });
}
