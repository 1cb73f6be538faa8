using System.Globalization;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.StatusLists;

/// <summary>The tables of this room.</summary>
internal static class StatusTables
{
    public const string ByList = "list";

    /// <summary>The counter that blocks of places are taken from.</summary>
    public const string Blocks = "status_blocks";

    public static readonly Table<StatusListRow> Lists = new("status_lists")
    {
        Json = StatusJson.Default.StatusListRow,
        Key = static row => Key(row.List),
        Expires = static row => row.KeepUntil,
    };

    public static readonly Table<StatusMark> Marks = new("status_marks")
    {
        Json = StatusJson.Default.StatusMark,
        Key = static mark => Key(mark.Number),
        Indexes = [TableIndex<StatusMark>.On(ByList, static mark => Key(mark.Place.List))],
        Expires = static mark => mark.KeepUntil,
    };

    /// <summary>A number as a key that sorts as the number does.</summary>
    /// <param name="number">From 0.</param>
    public static string Key(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    public static IServiceCollection AddStatusTables(this IServiceCollection services) => services.AddStoreTable(Lists).AddStoreTable(Marks);
}
