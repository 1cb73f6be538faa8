using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Downstream;

/// <summary>The tables of this room.</summary>
internal static class DownstreamTables
{
    public static readonly Table<LocalMission> Missions = new("local_missions") { Json = DownstreamJson.Default.LocalMission, Key = static mission => mission.Key };

    public static readonly Table<LocalSubject> Subjects = new("local_subjects") { Json = DownstreamJson.Default.LocalSubject, Key = static subject => subject.Key };

    /// <summary>The key of something that another provider names.</summary>
    public static string KeyOf(string issuer, string name) => HandleHash.Of(issuer + "\n" + name).Value;

    public static IServiceCollection AddDownstreamTables(this IServiceCollection services) => services.AddStoreTable(Missions).AddStoreTable(Subjects);
}
