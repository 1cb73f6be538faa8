using System.Collections.Immutable;
using MissionPolicy.Evidence;

namespace MissionPolicy.Server.Evidence;

/// <summary>Proofs out of the tree, each checked before it is given: a damaged hash must not look like an altered log.</summary>
internal sealed class EvidenceProofs(EvidenceTree tree)
{
    /// <summary>Proves that a record is among the first ones.</summary>
    /// <param name="record">The record, from 1.</param>
    /// <param name="size">How many records the tree has.</param>
    public InclusionProof Inclusion(long record, long size)
    {
        TreeHash leaf = MerkleTree.Leaf(tree.Nodes, record - 1);
        TreeHash root = MerkleTree.Root(tree.Nodes, size);
        ImmutableArray<TreeHash> path = MerkleTree.Inclusion(tree.Nodes, record - 1, size);
        return MerkleProof.IsIncluded(leaf, record - 1, size, root, path.AsSpan()) ? new InclusionProof(record, size, leaf, root, path) : throw Damaged();
    }

    /// <summary>Proves that a smaller tree is the beginning of a larger one.</summary>
    /// <param name="first">The size of the smaller, from 1.</param>
    /// <param name="second">The size of the larger.</param>
    public ConsistencyProof Consistency(long first, long second)
    {
        TreeHash before = MerkleTree.Root(tree.Nodes, first);
        TreeHash after = MerkleTree.Root(tree.Nodes, second);
        ImmutableArray<TreeHash> path = MerkleTree.Consistency(tree.Nodes, first, second);
        return MerkleProof.IsContinued(first, before, second, after, path.AsSpan()) ? new ConsistencyProof(first, second, before, after, path) : throw Damaged();
    }

    private static InvalidDataException Damaged() =>
        new("The kept hashes of the evidence tree are damaged. Stop the host, remove the file evidence-tree/nodes, and start: they are made again from the log.");
}
