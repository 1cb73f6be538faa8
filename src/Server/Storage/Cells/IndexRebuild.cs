using System.Text;
using System.Text.Json;

namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Writes the index entries of a table anew after its declaration has changed.</summary>
/// <param name="write">The write.</param>
/// <param name="limit">Rows at a time.</param>
internal sealed class IndexRebuild(StoreTransaction write, int limit) : IReindexer
{
    /// <summary>Whether the entries on disk are those of another declaration.</summary>
    /// <param name="cells">The cells.</param>
    /// <param name="table">The table.</param>
    public static bool IsNeeded(ICellView cells, TableDefinition table) =>
        cells.Get(Spaces.Counters, Spaces.IndexNames(table.Name)) is not { } names || !names.AsSpan().SequenceEqual(Names(table));

    /// <summary>Remembers that the entries are those of this declaration.</summary>
    /// <param name="table">The table.</param>
    public void Finish(TableDefinition table) => write.Set(new CellChange(Spaces.Counters, Spaces.IndexNames(table.Name), Names(table)));

    /// <inheritdoc/>
    public string? Reindex<T>(Table<T> table, string? after)
        where T : class
    {
        CellRange rows = new(Spaces.Rows(table.Name), after ?? string.Empty, StoreKey.Ceiling.ToString());
        List<Cell> batch = [.. write.View.Scan(rows, descending: false, limit + 1).Where(cell => cell.Id != after).Take(limit)];
        foreach (Cell cell in batch)
        {
            RowCell row = RowCell.Decode(cell.Bytes);
            T value = JsonSerializer.Deserialize(row.Json.Span, table.Json) ?? throw new InvalidDataException("A row holds the JSON null.");
            write.Write(table, cell.Id, value, row, row.Version);
        }

        return batch.Count == 0 ? null : batch[^1].Id;
    }

    private static byte[] Names(TableDefinition table) => Encoding.ASCII.GetBytes(string.Join(',', table.IndexNames.Order(StringComparer.Ordinal)));
}
