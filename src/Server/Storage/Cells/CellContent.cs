namespace MissionPolicy.Server.Storage.Cells;

/// <summary>What rests in a cell. It never changes, so what it was read as is kept with it.</summary>
/// <param name="bytes">The content; never changed in place.</param>
internal sealed class CellContent(byte[] bytes)
{
    private RowCell? _row;

    /// <summary>The content as it is on disk.</summary>
    public byte[] Bytes => bytes;

    /// <summary>The content of a cell that holds a row.</summary>
    public RowCell Row => _row ??= RowCell.Decode(bytes);
}
