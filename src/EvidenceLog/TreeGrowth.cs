using System.Numerics;

namespace MissionPolicy.Evidence;

/// <summary>A tree that grows leaf by leaf. Keeps one hash for each complete part, and so its height, whatever its size.</summary>
public sealed class TreeGrowth
{
    private readonly List<TreeHash> parts = [];

    /// <summary>An empty tree.</summary>
    public TreeGrowth()
    {
    }

    /// <summary>A tree that goes on.</summary>
    /// <param name="nodes">Its kept hashes.</param>
    /// <param name="size">Its leaves.</param>
    public TreeGrowth(ITreeNodes nodes, long size)
    {
        Size = size;
        for (int level = BitOperations.Log2((ulong)size | 1); level >= 0; level--)
        {
            if ((size >> level & 1) != 0)
            {
                // The parts stand from left to right, each smaller than the one before it.
                parts.Add(nodes.At(TreeLayout.Position(level, (size >> level) - 1)));
            }
        }
    }

    /// <summary>The leaves.</summary>
    public long Size { get; private set; }

    /// <summary>The root hash.</summary>
    public TreeHash Root
    {
        get
        {
            if (parts.Count == 0)
            {
                return TreeHash.OfNothing;
            }

            TreeHash root = parts[^1];
            for (int part = parts.Count - 2; part >= 0; part--)
            {
                root = TreeHash.Node(parts[part], root);
            }

            return root;
        }
    }

    /// <summary>Adds a leaf.</summary>
    /// <param name="leaf">Its hash.</param>
    /// <param name="known">Told every hash that is known now, in the order of <see cref="TreeLayout"/>: two a leaf on average.</param>
    public void Add(TreeHash leaf, Action<TreeHash>? known = null)
    {
        TreeHash node = leaf;
        known?.Invoke(node);
        for (long size = Size; (size & 1) != 0; size >>= 1)
        {
            node = TreeHash.Node(parts[^1], node);
            parts.RemoveAt(parts.Count - 1);
            known?.Invoke(node);
        }

        parts.Add(node);
        Size++;
    }
}
