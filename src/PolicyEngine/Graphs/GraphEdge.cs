namespace MissionPolicy.Engine.Graphs;

/// <summary>One arrow of a picture: what the first node says goes into the second.</summary>
/// <param name="From">The <see cref="GraphNode.Id"/> that it leaves.</param>
/// <param name="To">The <see cref="GraphNode.Id"/> that it reaches.</param>
public sealed record GraphEdge(string From, string To);
