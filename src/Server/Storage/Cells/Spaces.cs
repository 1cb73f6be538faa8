namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Which space holds what.</summary>
internal static class Spaces
{
    /// <summary>When rows expire: time, table, key.</summary>
    public const string Expiry = "expiry";

    /// <summary>Counters and what the store remembers of its tables.</summary>
    public const string Counters = "counters";

    /// <summary>The id under <see cref="Counters"/> of the number of evidence records.</summary>
    public const string EvidenceCounter = "evidence";

    /// <summary>The rows of a table by key.</summary>
    /// <param name="table">The table's name.</param>
    public static string Rows(string table) => "rows_" + table;

    /// <summary>The index entries of a table: index, value, key.</summary>
    /// <param name="table">The table's name.</param>
    public static string Index(string table) => "index_" + table;

    /// <summary>The id of a counter that rooms may take numbers from.</summary>
    /// <param name="name">Its name.</param>
    public static string Sequence(string name) => "sequence/" + name;

    /// <summary>The id of the remembered index names of a table.</summary>
    /// <param name="table">The table's name.</param>
    public static string IndexNames(string table) => "indexes/" + table;
}
