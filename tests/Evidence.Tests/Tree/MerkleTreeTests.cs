using CsCheck;
using MissionPolicy.Evidence.Tests.Some;

namespace MissionPolicy.Evidence.Tests.Tree;

/// <summary>Roots and proofs against the RFC, written down a second time.</summary>
public sealed class MerkleTreeTests
{
    private const int Most = 70;

    // The leaves and roots that the implementations of Certificate Transparency test themselves with.
    private static readonly string[] KnownLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void Known_leaves_have_their_known_roots()
    {
        TreeGrowth growth = new();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(MemoryTree.Bytes(growth.Root)));
        foreach ((string leaf, string root) in KnownLeaves.Zip(KnownRoots))
        {
            growth.Add(TreeHash.Leaf(Convert.FromHexString(leaf)));
            Assert.Equal(root, Convert.ToHexStringLower(MemoryTree.Bytes(growth.Root)));
        }
    }

    [Fact]
    public void Every_size_has_the_root_of_the_RFC_and_keeps_what_the_layout_says()
    {
        byte[][] leaves = MemoryTree.Leaves(Most);
        MemoryTree all = new(Most);
        for (int size = 0; size <= Most; size++)
        {
            byte[] expected = Rfc9162.Mth(leaves.AsSpan(0, size));
            Assert.Equal(expected, MemoryTree.Bytes(MerkleTree.Root(all, size)));
            Assert.Equal(expected, MemoryTree.Bytes(new TreeGrowth(all, size).Root));
            Assert.Equal(new MemoryTree(size).Kept, TreeLayout.Count(size));
        }
    }

    [Fact]
    public void Every_record_of_every_size_is_proved()
    {
        byte[][] leaves = MemoryTree.Leaves(Most);
        MemoryTree tree = new(Most);
        for (int size = 1; size <= Most; size++)
        {
            byte[] root = Rfc9162.Mth(leaves.AsSpan(0, size));
            for (int index = 0; index < size; index++)
            {
                byte[] leaf = Rfc9162.Mth(leaves.AsSpan(index, 1));
                TreeHash[] path = [.. MerkleTree.Inclusion(tree, index, size)];
                Assert.True(Rfc9162.Included(leaf, index, size, MemoryTree.Bytes(path), root), $"{index} of {size}");
                Assert.True(MerkleProof.IsIncluded(MerkleTree.Leaf(tree, index), index, size, MerkleTree.Root(tree, size), path));
            }
        }
    }

    [Fact]
    public void Every_size_continues_every_smaller_one()
    {
        byte[][] leaves = MemoryTree.Leaves(Most);
        MemoryTree tree = new(Most);
        for (int second = 1; second <= Most; second++)
        {
            byte[] after = Rfc9162.Mth(leaves.AsSpan(0, second));
            for (int first = 1; first < second; first++)
            {
                byte[] before = Rfc9162.Mth(leaves.AsSpan(0, first));
                TreeHash[] path = [.. MerkleTree.Consistency(tree, first, second)];
                Assert.True(Rfc9162.Consistent(first, before, second, after, MemoryTree.Bytes(path)), $"{first} of {second}");
                Assert.True(MerkleProof.IsContinued(first, MerkleTree.Root(tree, first), second, MerkleTree.Root(tree, second), path));
            }

            Assert.Empty(MerkleTree.Consistency(tree, second, second));
        }
    }

    [Fact]
    public void Large_trees_are_proved_with_reads_that_grow_with_their_height()
    {
        const int Large = 20_000;
        byte[][] leaves = MemoryTree.Leaves(Large);
        MemoryTree tree = new(Large);
        Gen.Int[2, Large].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[1, size - 1])).Sample(
            (size, smaller) =>
            {
                byte[] root = Rfc9162.Mth(leaves.AsSpan(0, size));
                tree.Reads = 0;
                TreeHash[] inclusion = [.. MerkleTree.Inclusion(tree, smaller, size)];
                TreeHash[] consistency = [.. MerkleTree.Consistency(tree, smaller, size)];
                int height = int.Log2(size) + 1;
                return tree.Reads <= 6 * height
                    && inclusion.Length <= height
                    && consistency.Length <= height + 1
                    && Rfc9162.Included(Rfc9162.Mth(leaves.AsSpan(smaller, 1)), smaller, size, MemoryTree.Bytes(inclusion), root)
                    && Rfc9162.Consistent(smaller, Rfc9162.Mth(leaves.AsSpan(0, smaller)), size, root, MemoryTree.Bytes(consistency));
            },
            iter: 60, threads: 1);
    }

    [Fact]
    public void A_proof_that_was_changed_anywhere_proves_nothing()
    {
        const int Size = 37;
        MemoryTree tree = new(Size);
        TreeHash root = MerkleTree.Root(tree, Size);
        for (int index = 0; index < Size; index++)
        {
            TreeHash leaf = MerkleTree.Leaf(tree, index);
            TreeHash[] path = [.. MerkleTree.Inclusion(tree, index, Size)];
            Assert.All(Variants(path), other => Assert.False(MerkleProof.IsIncluded(leaf, index, Size, root, other)));
            Assert.False(MerkleProof.IsIncluded(leaf, (index + 1) % Size, Size, root, path));
            Assert.False(MerkleProof.IsIncluded(TreeHash.OfNothing, index, Size, root, path));
        }

        for (int first = 1; first < Size; first++)
        {
            TreeHash before = MerkleTree.Root(tree, first);
            TreeHash[] path = [.. MerkleTree.Consistency(tree, first, Size)];
            Assert.All(Variants(path), other => Assert.False(MerkleProof.IsContinued(first, before, Size, root, other)));
            Assert.False(MerkleProof.IsContinued(first, TreeHash.OfNothing, Size, root, path));
            Assert.False(MerkleProof.IsContinued(first, before, Size, before, path));
        }
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(0, 0)]
    public void A_record_outside_the_tree_is_proved_by_nothing(int index, int size)
    {
        MemoryTree tree = new(8);
        Assert.False(MerkleProof.IsIncluded(MerkleTree.Leaf(tree, 0), index, size, MerkleTree.Root(tree, size), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Inclusion(tree, index, size));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    public void Sizes_that_do_not_follow_each_other_are_proved_by_nothing(int first, int second)
    {
        MemoryTree tree = new(8);
        Assert.False(MerkleProof.IsContinued(first, MerkleTree.Root(tree, first), second, MerkleTree.Root(tree, second), []));
        Assert.Throws<ArgumentOutOfRangeException>(() => MerkleTree.Consistency(tree, first, second));
    }

    private static IEnumerable<TreeHash[]> Variants(TreeHash[] path)
    {
        yield return [.. path, TreeHash.OfNothing];
        for (int i = 0; i < path.Length; i++)
        {
            yield return [.. path[..i], TreeHash.OfNothing, .. path[(i + 1)..]];
            yield return [.. path[..i], .. path[(i + 1)..]];
        }

        if (path.Length > 1)
        {
            yield return [path[1], path[0], .. path[2..]];
        }
    }
}
