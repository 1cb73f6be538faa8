using System.Collections.Immutable;
using System.Numerics;

namespace MissionPolicy.Evidence;

/// <summary>Roots and proofs of a tree out of its kept hashes, each with a number of reads that grows with the height of the tree.</summary>
/// <remarks>Source: RFC 9162 §2.1.</remarks>
public static class MerkleTree
{
    /// <summary>The root hash over the first leaves.</summary>
    /// <param name="nodes">The hashes.</param>
    /// <param name="size">How many leaves.</param>
    public static TreeHash Root(ITreeNodes nodes, long size) => size == 0 ? TreeHash.OfNothing : Range(nodes, 0, size);

    /// <summary>The hash of one leaf.</summary>
    /// <param name="nodes">The hashes.</param>
    /// <param name="index">The leaf, from 0.</param>
    public static TreeHash Leaf(ITreeNodes nodes, long index) => nodes.At(TreeLayout.Position(0, index));

    /// <summary>Proves that a leaf is in the tree.</summary>
    /// <param name="nodes">The hashes.</param>
    /// <param name="index">The leaf, from 0 to below <paramref name="size"/>.</param>
    /// <param name="size">The leaves of the tree.</param>
    /// <returns>The path, from the leaf upwards.</returns>
    /// <remarks>Source: RFC 9162 §2.1.3.1.</remarks>
    public static ImmutableArray<TreeHash> Inclusion(ITreeNodes nodes, long index, long size)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        Stack<TreeHash> path = [];
        (long low, long high) = (0, size);
        while (high - low > 1)
        {
            long middle = low + LeftOf(high - low);
            path.Push(index < middle ? Range(nodes, middle, high) : Range(nodes, low, middle));
            (low, high) = index < middle ? (low, middle) : (middle, high);
        }

        return [.. path];
    }

    /// <summary>Proves that a smaller tree is the beginning of a larger one.</summary>
    /// <param name="nodes">The hashes.</param>
    /// <param name="first">The leaves of the smaller tree, from 1.</param>
    /// <param name="second">The leaves of the larger tree.</param>
    /// <returns>The path; empty when both are the same tree.</returns>
    /// <remarks>Source: RFC 9162 §2.1.4.1.</remarks>
    public static ImmutableArray<TreeHash> Consistency(ITreeNodes nodes, long first, long second)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, second);
        Stack<TreeHash> path = [];
        (long low, long high) = (0, second);
        bool isKnown = true;
        while (first < high)
        {
            long middle = low + LeftOf(high - low);
            if (first <= middle)
            {
                path.Push(Range(nodes, middle, high));
                high = middle;
            }
            else
            {
                path.Push(Range(nodes, low, middle));
                low = middle;
                isKnown = false;
            }
        }

        // Whoever checks has the root of the smaller tree; only when that root is not a node of the larger one is its last part needed.
        if (!isKnown)
        {
            path.Push(Range(nodes, low, high));
        }

        return [.. path];
    }

    private static TreeHash Range(ITreeNodes nodes, long low, long high)
    {
        long width = high - low;
        if (long.IsPow2(width))
        {
            int level = BitOperations.Log2((ulong)width);
            return nodes.At(TreeLayout.Position(level, low >> level));
        }

        long middle = low + LeftOf(width);
        return TreeHash.Node(Range(nodes, low, middle), Range(nodes, middle, high));
    }

    // The largest power of two below the width.
    private static long LeftOf(long width) => 1L << BitOperations.Log2((ulong)(width - 1));
}
