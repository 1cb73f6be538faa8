using System.Globalization;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Evidence;

/// <summary>The tables of this room; the log itself is the store's.</summary>
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

    /// <summary>Which records tell of which Mission.</summary>
    public static readonly Table<MissionRecord> Missions = new("evidence_of_missions")
    {
        Json = EvidenceJson.Default.MissionRecord,
        Key = static record => record.Number.ToString("D19", CultureInfo.InvariantCulture),
        Indexes = [TableIndex<MissionRecord>.On(ByMission, static record => record.MissionId)],
    };

    public static IServiceCollection AddEvidenceTables(this IServiceCollection services) => services.AddStoreTable(Personal).AddStoreTable(Missions);
}
