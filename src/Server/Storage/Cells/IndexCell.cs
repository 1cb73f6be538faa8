using System.Buffers.Binary;
using System.Text;

namespace MissionPolicy.Server.Storage.Cells;

/// <summary>An index entry as a cell: which row, and until when, so that counting needs no row.</summary>
/// <param name="Key">The row's key.</param>
/// <param name="ExpiresAt">When the row ceases to exist, if ever.</param>
internal readonly record struct IndexCell(string Key, DateTimeOffset? ExpiresAt)
{
    /// <summary>Writes the cell.</summary>
    public byte[] Encode()
    {
        byte[] bytes = new byte[sizeof(long) + Encoding.UTF8.GetByteCount(Key)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, ExpiresAt?.UtcTicks ?? 0);
        Encoding.UTF8.GetBytes(Key, bytes.AsSpan(sizeof(long)));
        return bytes;
    }

    /// <summary>Reads the cell.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    public static IndexCell Decode(byte[] bytes)
    {
        long ticks = BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return new IndexCell(Encoding.UTF8.GetString(bytes.AsSpan(sizeof(long))), ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero));
    }
}
