using System.Text;

namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Writes the index entries of a table anew after its declaration has changed.</summary>
/// <param name="write">The write.</param>
/// <param name="limit">Most rows at a time; large rows make it fewer.</param>
internal sealed class IndexRebuild(StoreTransaction write, int limit) : IReindexer
{
    private const long MaxBatchBytes = 1024 * 1024;

    /// <summary>Whether the entries on disk are those of another declaration.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="table">The table.</param>
    public static bool IsNeeded(ICellView cells, TableDefinition table) =>
        cells.Get(Spaces.Counters, Spaces.IndexNames(table.Name)) is not { } names || !names.Bytes.AsSpan().SequenceEqual(Names(table));

    /// <summary>Remembers that the entries are those of this declaration.</summary>
    /// <param name="table">The table.</param>
    public void Finish(TableDefinition table) => write.Set(new CellChange(Spaces.Counters, Spaces.IndexNames(table.Name), new CellContent(Names(table))));

    /// <inheritdoc/>
    public string? Reindex<T>(Table<T> table, string? after)
        where T : class
    {
        CellRange rows = new(Spaces.Rows(table.Name), after ?? string.Empty, StoreKey.Ceiling.ToString());
        string? last = null;
        foreach (Cell cell in write.View.Scan(rows, descending: false, limit + 1).Where(cell => cell.Id != after).Take(limit))
        {
            RowCell row = cell.Content.Row;
            T value = row.ValueOf(table);
            write.Write(table, cell.Id, value, row, row.Version);
            last = cell.Id;
            if (write.Bytes >= MaxBatchBytes)
            {
                break;
            }
        }

        return last;
    }

    private static byte[] Names(TableDefinition table) => Encoding.ASCII.GetBytes(string.Join(',', table.IndexNames.Order(StringComparer.Ordinal)));
}
