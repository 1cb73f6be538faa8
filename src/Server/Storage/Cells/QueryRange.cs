namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Where in the spaces a query looks.</summary>
internal static class QueryRange
{
    /// <summary>The range of a query; null when no row can match.</summary>
    /// <param name="table">The table.</param>
    /// <param name="query">The query.</param>
    /// <exception cref="ArgumentException">The table declares no such index.</exception>
    public static CellRange? Of(TableDefinition table, TableQuery query)
    {
        if (query.Index is not { } index)
        {
            return new CellRange(Spaces.Rows(table.Name), string.Empty, StoreKey.Ceiling.ToString());
        }

        if (!table.IndexNames.Contains(index, StringComparer.Ordinal))
        {
            throw new ArgumentException($"Table {table.Name} has no index {index}.", nameof(query));
        }

        string prefix = index + StoreKey.Separator;
        if (query.Value is { } value)
        {
            string equal = prefix + value + StoreKey.Separator;
            return StoreKey.IsValue(value) ? new CellRange(Spaces.Index(table.Name), equal, equal + StoreKey.Ceiling) : null;
        }

        // No id equals prefix + Before, because a separator and a key follow each value: so the inclusive end excludes that value.
        bool possible = StoreKey.IsValue(query.From ?? string.Empty) && StoreKey.IsValue(query.Before ?? string.Empty);
        string high = prefix + (query.Before ?? StoreKey.Ceiling.ToString());
        return possible ? new CellRange(Spaces.Index(table.Name), prefix + query.From, high) : null;
    }

    /// <summary>The id of an index entry.</summary>
    /// <param name="index">The index.</param>
    /// <param name="value">The value.</param>
    /// <param name="key">The row's key.</param>
    public static string Entry(string index, string value, string key) => string.Concat(index, "\0", value, "\0" + key);

    /// <summary>The id of an expiry.</summary>
    /// <param name="at">When.</param>
    /// <param name="table">The table's name.</param>
    /// <param name="key">The row's key.</param>
    public static string Expiry(DateTimeOffset at, string table, string key) => string.Concat(TableQuery.TimeValue(at), "\0", table, "\0" + key);
}
