using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Missions;

/// <summary>The tables of this room.</summary>
internal static class MissionTables
{
    public const string ByRef = "ref";
    public const string BySubject = "subject";
    public const string ByLive = "live";
    public const string BySubjectTime = "subject_time";
    public const string ByApprover = "approver_time";
    public const string ByClient = "client_time";
    public const string ByTenant = "tenant_time";
    public const string ByKind = "kind_time";
    public const string ByState = "state_time";
    public const string ByPredecessor = "predecessor";
    public const string ByCreation = "created";
    public const string ByDue = "due";
    public const string ByMet = "met";

    public static readonly Table<Mission> Missions = new("missions")
    {
        Json = MissionsJson.Default.Mission,
        Key = static mission => mission.MissionId,
        Indexes =
        [
            TableIndex<Mission>.On(ByRef, static mission => mission.MissionRef),
            TableIndex<Mission>.On(BySubject, static mission => HandleHash.Of(mission.Subject).Value),
            TableIndex<Mission>.On(BySubjectTime, static mission => Place(HashOf(mission.Subject), mission)),
            TableIndex<Mission>.On(
                ByLive, static mission => MissionClock.IsTerminal(mission.State) ? null : Place(HashOf(mission.Subject), mission)),
            TableIndex<Mission>.OnEach(ByApprover, static mission => mission.Approvers.Where(approver => approver != mission.Subject).Select(approver => Place(HashOf(approver), mission))),
            TableIndex<Mission>.On(ByClient, static mission => Place(HashOf(mission.Client), mission)),
            TableIndex<Mission>.On(ByTenant, static mission => Place(HashOf(mission.Tenant), mission)),
            TableIndex<Mission>.On(ByKind, static mission => Place(HashOf(mission.Kind), mission)),
            TableIndex<Mission>.On(ByState, static mission => Place(MissionLedger.Word(mission.State), mission)),
            TableIndex<Mission>.On(ByPredecessor, static mission => mission.Predecessor),
            TableIndex<Mission>.OnTime(ByCreation, static mission => mission.CreatedAt),
            TableIndex<Mission>.On(
                ByMet, static mission => mission.State is MissionState.Active or MissionState.Suspended ? $"{HashOf(mission.Kind)}.{MissionCeiling.MetDigest(mission)}" : null),
            TableIndex<Mission>.OnTime(ByDue, static mission => MissionClock.IsTerminal(mission.State) ? null : MissionClock.Due(mission)),
        ],
    };

    public static readonly Table<DeclinedQuestions> Declined = new("declined_questions")
    {
        Json = MissionsJson.Default.DeclinedQuestions,
        Key = static declined => declined.Key,
        Expires = static declined => declined.Until,
    };

    public static readonly Table<WaitingProposal> Waiting = new("waiting_proposals")
    {
        Json = MissionsJson.Default.WaitingProposal,
        Key = static waiting => waiting.Key,
        Expires = static waiting => waiting.Until,
    };

    /// <summary>The Missions of an owner by their creation, so that a page in time order costs a page.</summary>
    /// <param name="index">One of the indexes whose values are a <see cref="Place"/>.</param>
    /// <param name="owner">Under what they are found: a <see cref="HashOf"/>, or the word of a state.</param>
    public static TableQuery Of(string index, string owner) => TableQuery.Between(index, owner + ".", owner + ".~");

    /// <summary>Under what Missions are found by a name that may be personal or long.</summary>
    public static string HashOf(string name) => HandleHash.Of(name).Value;

    private static string Place(string owner, Mission mission) => $"{owner}.{TableQuery.TimeValue(mission.CreatedAt)}";

    public static IServiceCollection AddMissionTables(this IServiceCollection services) =>
        services.AddStoreTable(Missions).AddStoreTable(Declined).AddStoreTable(Waiting);
}
