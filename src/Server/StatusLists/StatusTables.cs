using System.Globalization;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.StatusLists;

/// <summary>The tables of this room.</summary>
internal static class StatusTables
{
    public const string ByList = "list";
    public const string ByNumber = "number";

    /// <summary>Where changes are found whose tokens may be in any list.</summary>
    public const string AnyList = "any";

    /// <summary>The counter that blocks of places are taken from.</summary>
    public const string Blocks = "status_blocks";

    /// <summary>The counter that numbers changes.</summary>
    public const string ChangeNumbers = "status_changes";

    public static readonly Table<StatusListRow> Lists = new("status_lists")
    {
        Json = StatusJson.Default.StatusListRow,
        Key = static row => Key(row.List),
        Expires = static row => row.KeepUntil,
    };

    public static readonly Table<StatusChange> Changes = new("status_changes")
    {
        Json = StatusJson.Default.StatusChange,
        Key = static change => $"{change.Kind}.{change.Owner}",
        Indexes =
        [
            TableIndex<StatusChange>.On(ByList, static change => change.List is { } list ? Key(list) : AnyList),
            TableIndex<StatusChange>.On(ByNumber, static change => Key(change.Number)),
        ],
        Expires = static change => change.KeepUntil,
    };

    /// <summary>A number as a key that sorts as the number does.</summary>
    /// <param name="number">From 0.</param>
    public static string Key(long number) => number.ToString("D19", CultureInfo.InvariantCulture);

    public static IServiceCollection AddStatusTables(this IServiceCollection services) => services.AddStoreTable(Lists).AddStoreTable(Changes);
}
