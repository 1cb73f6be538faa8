namespace MissionPolicy.Server.Storage.Cells;

/// <summary>One effect of a write. Applying it twice is the same as once.</summary>
/// <param name="Space">The ordered space.</param>
/// <param name="Id">The id in it.</param>
/// <param name="Bytes">The new content; null removes the cell.</param>
internal readonly record struct CellChange(string Space, string Id, byte[]? Bytes);
