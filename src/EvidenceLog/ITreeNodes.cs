namespace MissionPolicy.Evidence;

/// <summary>The hashes of a tree, in the order of <see cref="TreeLayout"/>.</summary>
public interface ITreeNodes
{
    /// <summary>One hash.</summary>
    /// <param name="position">Its place.</param>
    TreeHash At(long position);
}
