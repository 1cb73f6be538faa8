using System.Buffers.Binary;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage;

/// <summary>
/// The hashes of the evidence tree on disk, 32 bytes each, only ever appended to; and a mark of what they were at a moment when they were flushed. All of
/// it can be made again from the log. The mark is what notices that the log is not any more what it was.
/// </summary>
internal sealed class TreeFiles : ITreeNodes, IDisposable
{
    private readonly string _markPath;
    private readonly FileStream _nodes;

    private TreeFiles(string directory)
    {
        _markPath = Path.Combine(directory, "mark");
        _nodes = DurableFile.Open(Path.Combine(directory, "nodes"), FileMode.OpenOrCreate, FileShare.Read);
        DurableFile.FlushDirectory(directory);
        Mark = ReadMark();
    }

    /// <summary>The last mark; null before the first.</summary>
    public TreeMark? Mark { get; private set; }

    /// <summary>Whole hashes in the file, good or not.</summary>
    public long Count => RandomAccess.GetLength(_nodes.SafeFileHandle) / TreeHash.Size;

    /// <summary>Opens the files in the store's directory.</summary>
    /// <param name="root">The store's directory.</param>
    public static TreeFiles Open(string root)
    {
        string directory = Path.Combine(root, "evidence-tree");
        DurableFile.CreateDirectory(directory);
        return new TreeFiles(directory);
    }

    /// <inheritdoc/>
    public TreeHash At(long position)
    {
        Span<byte> bytes = stackalloc byte[TreeHash.Size];
        return RandomAccess.Read(_nodes.SafeFileHandle, bytes, position * TreeHash.Size) == TreeHash.Size
            ? TreeHash.Read(bytes)
            : throw new InvalidDataException($"{_nodes.Name} does not hold hash {position}.");
    }

    /// <summary>Writes hashes behind those that are there.</summary>
    /// <param name="position">The place of the first.</param>
    /// <param name="hashes">The hashes.</param>
    public void Append(long position, ReadOnlySpan<byte> hashes) => RandomAccess.Write(_nodes.SafeFileHandle, hashes, position * TreeHash.Size);

    /// <summary>Drops what lies behind a number of hashes.</summary>
    /// <param name="count">How many stay.</param>
    public void Cut(long count) => RandomAccess.SetLength(_nodes.SafeFileHandle, count * TreeHash.Size);

    /// <summary>Flushes the hashes, then remembers what they are.</summary>
    /// <param name="mark">The size and root.</param>
    public void Remember(TreeMark mark)
    {
        _nodes.Flush(flushToDisk: true);
        byte[] bytes = new byte[sizeof(long) + TreeHash.Size];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, mark.Size);
        mark.Root.CopyTo(bytes.AsSpan(sizeof(long)));
        DurableFile.Replace(_markPath, bytes);
        Mark = mark;
    }

    /// <inheritdoc/>
    public void Dispose() => _nodes.Dispose();

    private TreeMark? ReadMark()
    {
        byte[] bytes = File.Exists(_markPath) ? File.ReadAllBytes(_markPath) : [];
        return bytes.Length switch
        {
            0 => null,
            sizeof(long) + TreeHash.Size => new TreeMark(BinaryPrimitives.ReadInt64LittleEndian(bytes), TreeHash.Read(bytes.AsSpan(sizeof(long)))),
            _ => throw new StoreOpenException($"{_markPath} is damaged: restore the directory from a backup."),
        };
    }
}
