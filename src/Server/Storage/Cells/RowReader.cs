using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Reads rows out of cells at one moment.</summary>
/// <param name="cells">The cells.</param>
/// <param name="now">The moment: rows past their expiry are not there.</param>
internal readonly struct RowReader(ICellView cells, DateTimeOffset now)
{
    private readonly DateTimeOffset _now = now;

    /// <summary>The cell of a row that exists.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="key">The key.</param>
    public RowCell? Cell(string table, string key) =>
        StoredCell(table, key) is { } row && !row.IsExpired(_now) ? row : null;

    /// <summary>The cell of a row, expired or not.</summary>
    /// <param name="table">The table's name.</param>
    /// <param name="key">The key.</param>
    public RowCell? StoredCell(string table, string key) =>
        StoreKey.IsKey(key) ? cells.Get(Spaces.Rows(table), key)?.Row : null;

    /// <summary>One row.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key.</param>
    public Document<T>? Get<T>(Table<T> table, string key)
        where T : class => Cell(table.Name, key) is { } row ? ToDocument(table, key, row) : null;

    /// <summary>One page.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="query">The query.</param>
    public Page<T> Find<T>(Table<T> table, TableQuery query)
        where T : class
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, TableQuery.MaxLimit, nameof(query));
        ImmutableArray<Document<T>>.Builder items = ImmutableArray.CreateBuilder<Document<T>>();
        string? last = null;
        foreach ((string id, string key) in Matches(table, query, query.After?.Position, query.Limit + 2))
        {
            if (items.Count == query.Limit)
            {
                return new Page<T>(items.ToImmutable(), new PageCursor(last!));
            }

            if (Get(table, key) is { } document)
            {
                items.Add(document);
                last = id;
            }
        }

        return new Page<T>(items.ToImmutable(), null);
    }

    /// <summary>How many rows.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="query">The query.</param>
    public long Count<T>(Table<T> table, TableQuery query)
        where T : class => Matches(table, query, null, TableQuery.MaxLimit).LongCount();

    private static Document<T> ToDocument<T>(Table<T> table, string key, RowCell row)
        where T : class => new(key, row.ValueOf(table), row.Version, row.ExpiresAt);

    private IEnumerable<(string Id, string Key)> Matches(TableDefinition table, TableQuery query, string? after, int expected)
    {
        if (QueryRange.Of(table, query) is not { } range)
        {
            return [];
        }

        DateTimeOffset now = _now;
        bool byKey = query.Index is null;
        return cells.Scan(after is null ? range : range.From(after, query.Descending), query.Descending, expected)
            .Where(cell => cell.Id != after)
            .Select(cell => (cell.Id, Entry: byKey ? new IndexCell(cell.Id, cell.Content.Row.ExpiresAt) : IndexCell.Decode(cell.Content.Bytes)))
            .Where(match => !(match.Entry.ExpiresAt <= now))
            .Select(static match => (match.Id, match.Entry.Key));
    }
}
