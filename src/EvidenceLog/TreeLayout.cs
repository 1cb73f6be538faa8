using System.Numerics;

namespace MissionPolicy.Evidence;

/// <summary>
/// Where the hashes of a growing tree lie when each is kept in the order in which it becomes known: a leaf, then every node that it completes.
/// Nothing that was written is ever written again, so the hashes of a smaller tree are the beginning of those of a larger one.
/// </summary>
public static class TreeLayout
{
    /// <summary>How many hashes a tree keeps: its leaves and its complete nodes, less than two a leaf.</summary>
    /// <param name="size">The leaves.</param>
    public static long Count(long size) => (2 * size) - BitOperations.PopCount((ulong)size);

    /// <summary>The place of a complete node.</summary>
    /// <param name="level">0 for a leaf; a node of level n stands over 2^n leaves.</param>
    /// <param name="index">Its number in its level, from 0.</param>
    public static long Position(int level, long index)
    {
        // The node is complete with its last leaf, and is written behind that leaf and the smaller nodes that the leaf completes.
        long lastLeaf = ((index + 1) << level) - 1;
        return Count(lastLeaf) + level;
    }
}
