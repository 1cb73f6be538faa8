namespace MissionPolicy.Server.Storage;

/// <summary>One bounded batch of rebuilding a table's indexes.</summary>
internal interface IReindexer
{
    /// <summary>Writes the index entries of the next rows as the table declares them now.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="after">The last key done; null at the beginning.</param>
    /// <returns>The last key of this batch; null when no row is left.</returns>
    string? Reindex<T>(Table<T> table, string? after)
        where T : class;
}
