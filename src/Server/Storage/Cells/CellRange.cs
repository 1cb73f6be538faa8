namespace MissionPolicy.Server.Storage.Cells;

/// <summary>A stretch of a space.</summary>
/// <param name="Space">The space.</param>
/// <param name="Low">Lowest id, inclusive.</param>
/// <param name="High">Highest id, inclusive.</param>
internal readonly record struct CellRange(string Space, string Low, string High)
{
    /// <summary>Whether no id can lie in it.</summary>
    public bool IsEmpty => string.CompareOrdinal(Low, High) > 0;

    /// <summary>The rest of the range from an id on, that id included.</summary>
    /// <param name="id">The id.</param>
    /// <param name="descending">The direction of the scan.</param>
    public CellRange From(string id, bool descending) => descending
        ? this with { High = string.CompareOrdinal(id, High) < 0 ? id : High }
        : this with { Low = string.CompareOrdinal(id, Low) > 0 ? id : Low };
}
