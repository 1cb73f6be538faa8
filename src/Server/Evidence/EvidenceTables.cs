using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>The table of this room; the log itself is the store's.</summary>
internal static class EvidenceTables
{
    public const string BySubject = "subject";
    public const string ByMission = "mission";

    public static readonly Table<PersonalEvidence> Personal = new("personal_evidence")
    {
        Json = EvidenceJson.Default.PersonalEvidence,
        Key = static personal => personal.EventId,
        Indexes =
        [
            TableIndex<PersonalEvidence>.On(BySubject, static personal => personal.SubjectKey),
            TableIndex<PersonalEvidence>.On(ByMission, static personal => personal.MissionId),
        ],
    };

    public static IServiceCollection AddEvidenceTables(this IServiceCollection services) => services.AddStoreTable(Personal);
}
