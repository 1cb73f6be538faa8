using Microsoft.Extensions.Caching.Memory;
using MissionPolicy.Server.Storage.Cells;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>The cells of a file, those in memory that were read lately. The least recently used go first.</summary>
/// <remarks>It remembers what was found, never that nothing was: keys are mostly random, and an absent one is not asked for again.</remarks>
/// <param name="file">The file.</param>
internal sealed class CachedCells(ICellView file) : ICellView, IDisposable
{
    private const long MaxBytes = 32 * 1024 * 1024;
    private const double ShareThatGoes = 0.1;

    private readonly MemoryCache _cells = new(new MemoryCacheOptions { SizeLimit = MaxBytes, CompactionPercentage = ShareThatGoes });

    /// <inheritdoc/>
    public CellContent? Get(string space, string id)
    {
        if (_cells.TryGetValue((space, id), out CellContent? known))
        {
            return known;
        }

        if (file.Get(space, id) is { } found)
        {
            using ICacheEntry entry = _cells.CreateEntry((space, id));
            entry.Value = found;
            entry.Size = found.Bytes.Length + space.Length + id.Length;
            return found;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerable<Cell> Scan(CellRange range, bool descending, int expected) => file.Scan(range, descending, expected);

    /// <summary>Forgets a cell that has changed in the file.</summary>
    /// <param name="space">The space.</param>
    /// <param name="id">The id.</param>
    public void Forget(string space, string id) => _cells.Remove((space, id));

    /// <inheritdoc/>
    public void Dispose() => _cells.Dispose();
}
