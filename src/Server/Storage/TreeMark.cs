using MissionPolicy.Evidence;

namespace MissionPolicy.Server.Storage;

/// <summary>What the evidence tree is known to have been.</summary>
/// <param name="Size">How many records.</param>
/// <param name="Root">The root hash over them.</param>
internal readonly record struct TreeMark(long Size, TreeHash Root);
