namespace MissionPolicy.Server.Storage.Cells;

/// <summary>One effect of a write. Applying it twice is the same as once.</summary>
/// <param name="Space">The ordered space.</param>
/// <param name="Id">The id in it.</param>
/// <param name="Content">The new content; null removes the cell.</param>
/// <param name="IsNew">Whether the writer knows that there is no such cell; false where it does not know, as after a restart.</param>
internal readonly record struct CellChange(string Space, string Id, CellContent? Content, bool IsNew = false);
