using System.Text;
using System.Text.Json;

namespace MissionPolicy.Server.Storage.Cells;

/// <summary>A row as a cell. It carries its own index entries, so that they can be removed without knowing the selectors that made them.</summary>
/// <param name="Version">The row's version.</param>
/// <param name="ExpiresAt">When it ceases to exist, if ever.</param>
/// <param name="Entries">Its ids in the table's index space.</param>
/// <param name="Json">The document.</param>
internal sealed record RowCell(long Version, DateTimeOffset? ExpiresAt, string[] Entries, ReadOnlyMemory<byte> Json)
{
    private object? _value;

    /// <summary>The document, read once.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table that the row is of.</param>
    /// <exception cref="InvalidDataException">The row holds the JSON null.</exception>
    public T ValueOf<T>(Table<T> table)
        where T : class
    {
        if (_value is not T value)
        {
            _value = value = JsonSerializer.Deserialize(Json.Span, table.Json) ?? throw new InvalidDataException($"The row of table {table.Name} holds the JSON null.");
        }

        return value;
    }

    /// <summary>Whether the row does not exist any more.</summary>
    /// <param name="now">The time.</param>
    public bool IsExpired(DateTimeOffset now) => ExpiresAt <= now;

    /// <summary>Writes the cell.</summary>
    public byte[] Encode()
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream, Encoding.UTF8);
        writer.Write(Version);
        writer.Write(ExpiresAt?.UtcTicks ?? 0);
        writer.Write7BitEncodedInt(Entries.Length);
        foreach (string entry in Entries)
        {
            writer.Write(entry);
        }

        writer.Write(Json.Span);
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads the cell.</summary>
    /// <param name="bytes">What <see cref="Encode"/> wrote.</param>
    public static RowCell Decode(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        using BinaryReader reader = new(stream, Encoding.UTF8);
        long version = reader.ReadInt64();
        long ticks = reader.ReadInt64();
        string[] entries = new string[reader.Read7BitEncodedInt()];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = reader.ReadString();
        }

        return new RowCell(version, ticks == 0 ? null : new DateTimeOffset(ticks, TimeSpan.Zero), entries, bytes.AsMemory((int)stream.Position));
    }
}
