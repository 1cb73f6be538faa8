using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>The tables of this room.</summary>
internal static class MissionTables
{
    public const string ByRef = "ref";
    public const string BySubject = "subject";
    public const string ByClient = "client";
    public const string ByTenant = "tenant";
    public const string ByState = "state";
    public const string ByPredecessor = "predecessor";
    public const string ByCreation = "created";

    public static readonly Table<Mission> Missions = new("missions")
    {
        Json = MissionsJson.Default.Mission,
        Key = static mission => mission.MissionId,
        Indexes =
        [
            TableIndex<Mission>.On(ByRef, static mission => mission.MissionRef),
            TableIndex<Mission>.On(BySubject, static mission => HandleHash.Of(mission.Subject).Value),
            TableIndex<Mission>.On(ByClient, static mission => HandleHash.Of(mission.Client).Value),
            TableIndex<Mission>.On(ByTenant, static mission => HandleHash.Of(mission.Tenant).Value),
            TableIndex<Mission>.On(ByState, static mission => mission.State.ToString()),
            TableIndex<Mission>.On(ByPredecessor, static mission => mission.Predecessor),
            TableIndex<Mission>.OnTime(ByCreation, static mission => mission.CreatedAt),
        ],
    };

    public static readonly Table<DeclinedCrossing> Declined = new("declined_crossings")
    {
        Json = MissionsJson.Default.DeclinedCrossing,
        Key = static declined => declined.Key,
        Expires = static declined => declined.Until,
    };

    public static IServiceCollection AddMissionTables(this IServiceCollection services) =>
        services.AddStoreTable(Missions).AddStoreTable(Declined);
}
