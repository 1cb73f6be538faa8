using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Graphs;

/// <summary>One box of a picture.</summary>
/// <param name="Id">Its name in the picture; letters, digits and hyphens.</param>
/// <param name="Kind">What it stands for.</param>
/// <param name="Lines">What it says; the first line is its heading.</param>
/// <param name="Position">The catalog line that says so, or <see cref="SourcePosition.None"/>.</param>
public sealed record GraphNode(string Id, GraphNodeKind Kind, ValueArray<string> Lines, SourcePosition Position);
