namespace MissionPolicy.Server.Storage.Cells;

/// <summary>Ordered spaces of cells, to be read.</summary>
internal interface ICellView
{
    /// <summary>The content of a cell, or null.</summary>
    /// <param name="space">The space.</param>
    /// <param name="id">The id.</param>
    CellContent? Get(string space, string id);

    /// <summary>The cells of a range, in order of id (ordinal).</summary>
    /// <param name="range">The range, both ends inclusive.</param>
    /// <param name="descending">From high to low.</param>
    /// <param name="expected">About how many the caller will take.</param>
    IEnumerable<Cell> Scan(CellRange range, bool descending, int expected);
}
