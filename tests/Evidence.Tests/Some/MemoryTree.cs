using System.Globalization;
using System.Text;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>A tree in memory that counts what is read of it.</summary>
internal sealed class MemoryTree : ITreeNodes
{
    private readonly List<TreeHash> nodes = [];

    public MemoryTree(int size)
    {
        TreeGrowth growth = new();
        foreach (byte[] leaf in Leaves(size))
        {
            growth.Add(TreeHash.Leaf(leaf), nodes.Add);
        }
    }

    public int Kept => nodes.Count;

    public int Reads { get; set; }

    public static byte[][] Leaves(int size) => [.. Enumerable.Range(0, size).Select(n => Encoding.UTF8.GetBytes("leaf " + n.ToString(CultureInfo.InvariantCulture)))];

    public static byte[] Bytes(TreeHash hash)
    {
        byte[] bytes = new byte[TreeHash.Size];
        hash.CopyTo(bytes);
        return bytes;
    }

    public static byte[][] Bytes(IEnumerable<TreeHash> path) => [.. path.Select(Bytes)];

    public TreeHash At(long position)
    {
        Reads++;
        return nodes[(int)position];
    }
}
