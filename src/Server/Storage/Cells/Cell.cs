namespace MissionPolicy.Server.Storage.Cells;

/// <summary>What rests under an id. Rows, index entries, expiries and counters are all cells, so that journal and state know one thing only.</summary>
/// <param name="Id">Its place in its space.</param>
/// <param name="Content">The content.</param>
internal readonly record struct Cell(string Id, CellContent Content);
