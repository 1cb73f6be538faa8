using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Notices;

/// <summary>The table of this room.</summary>
internal static class NoticeTables
{
    public const string ByDue = "due";

    public static readonly Table<Notice> Notices = new("notices")
    {
        Json = NoticesJson.Default.Notice,
        Key = static notice => $"{notice.ProcessId}.{notice.Channel}",
        Indexes = [TableIndex<Notice>.OnTime(ByDue, static notice => notice.DueAt)],
        Expires = static notice => notice.Until,
    };

    public static IServiceCollection AddNoticeTables(this IServiceCollection services) => services.AddStoreTable(Notices);
}
