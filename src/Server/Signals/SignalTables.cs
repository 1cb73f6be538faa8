using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals;

/// <summary>The tables of this room.</summary>
internal static class SignalTables
{
    public const string ByClient = "client";
    public const string ByIdentity = "identity";
    public const string ByPush = "push";
    public const string ByStream = "stream";
    public const string ByJti = "jti";
    public const string ByMission = "mission";

    /// <summary>The counter that orders events.</summary>
    public const string Sequence = "ssf_outbox";

    public static readonly Table<SignalStream> Streams = new("ssf_streams")
    {
        Json = SignalsJson.Default.SignalStream,
        Key = static stream => stream.StreamId,
        Indexes =
        [
            TableIndex<SignalStream>.On(ByClient, static stream => HandleHash.Of(stream.ClientId).Value),
            TableIndex<SignalStream>.OnEach(ByIdentity, static stream => stream.Identities.Select(static identity => HandleHash.Of(identity).Value)),
            TableIndex<SignalStream>.OnTime(ByPush, static stream => stream.IsPushing ? stream.NextPushAt : null),
        ],
    };

    public static readonly Table<SignalRow> Outbox = new("ssf_outbox")
    {
        Json = SignalsJson.Default.SignalRow,
        Key = static row => row.Key,
        Indexes = [TableIndex<SignalRow>.On(ByStream, static row => row.StreamId), TableIndex<SignalRow>.On(ByJti, static row => row.Jti)],
        Expires = static row => row.KeepUntil,
    };

    public static readonly Table<SubjectChoice> Subjects = new("ssf_subjects")
    {
        Json = SignalsJson.Default.SubjectChoice,
        Key = static choice => SubjectChoice.KeyOf(choice.StreamId, choice.MissionId),
        Expires = static choice => choice.KeepUntil,
    };

    public static readonly Table<MissionAudience> Audiences = new("mission_audiences")
    {
        Json = SignalsJson.Default.MissionAudience,
        Key = static audience => MissionAudience.KeyOf(audience.MissionId, audience.Audience),
        Indexes = [TableIndex<MissionAudience>.On(ByMission, static audience => audience.MissionId)],
        Expires = static audience => audience.KeepUntil,
    };

    public static IServiceCollection AddSignalTables(this IServiceCollection services) =>
        services.AddStoreTable(Streams).AddStoreTable(Outbox).AddStoreTable(Subjects).AddStoreTable(Audiences).AddStoreTable(Receiving.ReceivedSignal.Table);
}
