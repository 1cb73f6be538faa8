using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>The tables of this room.</summary>
internal static class DeferredTables
{
    public const string ByCode = "code";
    public const string ByAuth = "auth";
    public const string ByMission = "mission";
    public const string ByEnd = "end";
    public const string ByDue = "due";
    public const string ByHandle = "handle";
    public const string ByEntrance = "entrance";
    public const string ByJoin = "join";
    public const string ByPerson = "person";

    /// <summary>How long an ended request is remembered, so that its end is written down even after a long standstill.</summary>
    private static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public static readonly Table<DeferredProcess> Processes = new("deferred_processes")
    {
        Json = DeferredJson.Default.DeferredProcess,
        Key = static process => process.ProcessId,
        Indexes =
        [
            TableIndex<DeferredProcess>.On(ByCode, static process => process.CodeHash),
            TableIndex<DeferredProcess>.On(ByAuth, static process => process.AuthHash),
            TableIndex<DeferredProcess>.OnEach(ByMission, static process => Lives(process) ? Missions(process) : []),
            TableIndex<DeferredProcess>.OnTime(ByEnd, static process => Lives(process) ? process.EndsAt : null),
            TableIndex<DeferredProcess>.OnEach(ByHandle, static process => process.Handles.Select(handle => handle.Hash)),
            TableIndex<DeferredProcess>.On(ByEntrance, static process => process.EntranceHash),
            TableIndex<DeferredProcess>.On(ByJoin, static process => Lives(process) ? process.JoinKey : null),
            TableIndex<DeferredProcess>.On(ByPerson, static process => process is { Face: DeferralFace.Ietf, State: DeferredState.Open, MissionId: null } ? PersonKey(process.Subject) : null),
        ],
        Expires = static process => process.ExpiresAt + Memory,
    };

    public static readonly Table<Ping> Pings = new("deferred_pings")
    {
        Json = DeferredJson.Default.Ping,
        Key = static ping => ping.Handle ?? ping.ProcessId,
        Indexes = [TableIndex<Ping>.OnTime(ByDue, static ping => ping.DueAt)],
        Expires = static ping => ping.Until,
    };

    public static IServiceCollection AddDeferredTables(this IServiceCollection services) =>
        services.AddStoreTable(Processes).AddStoreTable(Pings);

    /// <summary>The request of a value of one of the unique indexes.</summary>
    public static async ValueTask<Document<DeferredProcess>?> FindAsync(
        IStore store, string index, string handle, CancellationToken cancellation)
    {
        Page<DeferredProcess> found = await store.FindAsync(
            Processes, TableQuery.Where(index, HandleHash.Of(handle).Value) with { Limit = 1 }, cancellation);
        return found.Items.IsEmpty ? null : found.Items[0];
    }

    /// <summary>Under what the questions of a person are found.</summary>
    /// <param name="subject">The person.</param>
    public static string PersonKey(string subject) => HandleHash.Of(subject).Value;

    private static bool Lives(DeferredProcess process) => process.State is DeferredState.Open or DeferredState.Approved;

    private static IEnumerable<string> Missions(DeferredProcess process) =>
        new[] { process.MissionId, process.CrossedMissionId }.OfType<string>();
}
