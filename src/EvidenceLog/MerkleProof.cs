namespace MissionPolicy.Evidence;

/// <summary>Checks proofs against roots.</summary>
public static class MerkleProof
{
    /// <summary>Whether the path proves that a leaf is in the tree.</summary>
    /// <param name="leaf">The hash of the leaf.</param>
    /// <param name="index">Which leaf, from 0.</param>
    /// <param name="size">The leaves of the tree.</param>
    /// <param name="root">The root of the tree.</param>
    /// <param name="path">The path.</param>
    /// <remarks>Source: RFC 9162 §2.1.3.2.</remarks>
    public static bool IsIncluded(TreeHash leaf, long index, long size, TreeHash root, ReadOnlySpan<TreeHash> path)
    {
        // 1. The leaf has to be one of the tree.
        if (index < 0 || index >= size)
        {
            return false;
        }

        // 2. and 3.
        (long place, long last) = (index, size - 1);
        TreeHash hash = leaf;
        foreach (TreeHash sibling in path)
        {
            // 4.a
            if (last == 0)
            {
                return false;
            }

            // 4.b
            if ((place & 1) != 0 || place == last)
            {
                hash = TreeHash.Node(sibling, hash);
                Climb(ref place, ref last);
            }
            else
            {
                hash = TreeHash.Node(hash, sibling);
            }

            // 4.c
            (place, last) = (place >> 1, last >> 1);
        }

        // 5.
        return last == 0 && hash == root;
    }

    /// <summary>Whether the path proves that the smaller tree is the beginning of the larger one.</summary>
    /// <param name="first">The leaves of the smaller tree, from 1.</param>
    /// <param name="firstRoot">Its root.</param>
    /// <param name="second">The leaves of the larger tree.</param>
    /// <param name="secondRoot">Its root.</param>
    /// <param name="path">The path; empty for two trees of one size.</param>
    /// <remarks>Source: RFC 9162 §2.1.4.2.</remarks>
    public static bool IsContinued(long first, TreeHash firstRoot, long second, TreeHash secondRoot, ReadOnlySpan<TreeHash> path)
    {
        if (first < 1 || first >= second)
        {
            // The RFC has no proof between trees of one size: they are the same or they are not.
            return first == second && first > 0 && path.IsEmpty && firstRoot == secondRoot;
        }

        // 1.
        if (path.IsEmpty)
        {
            return false;
        }

        // 2. to 5.
        ReadOnlySpan<TreeHash> rest = long.IsPow2(first) ? path : path[1..];
        (long place, long last) = (first - 1, second - 1);
        while ((place & 1) != 0)
        {
            (place, last) = (place >> 1, last >> 1);
        }

        TreeHash small = long.IsPow2(first) ? firstRoot : path[0];
        TreeHash large = small;
        foreach (TreeHash sibling in rest)
        {
            // 6.a
            if (last == 0)
            {
                return false;
            }

            // 6.b
            if ((place & 1) != 0 || place == last)
            {
                small = TreeHash.Node(sibling, small);
                large = TreeHash.Node(sibling, large);
                Climb(ref place, ref last);
            }
            else
            {
                large = TreeHash.Node(large, sibling);
            }

            // 6.c
            (place, last) = (place >> 1, last >> 1);
        }

        // 7.
        return last == 0 && small == firstRoot && large == secondRoot;
    }

    // At the right edge a node without a sibling is taken up as it is.
    private static void Climb(ref long place, ref long last)
    {
        while ((place & 1) == 0 && place != 0)
        {
            (place, last) = (place >> 1, last >> 1);
        }
    }
}
