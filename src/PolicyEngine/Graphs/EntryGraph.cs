using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Graphs;

/// <summary>An entry as a picture: facts, the rules that read them, what these add up, and the decisions that follow.</summary>
/// <remarks>Drawn from the rule sets, so that the picture shows what is asked and not what the file looks like.</remarks>
public sealed record EntryGraph
{
    /// <summary>The entry's title.</summary>
    public required string Title { get; init; }

    /// <summary>The nodes; inputs, rules, derived facts, decisions, each in the entry's order.</summary>
    public required ValueArray<GraphNode> Nodes { get; init; }

    /// <summary>The arrows, without repetition.</summary>
    public required ValueArray<GraphEdge> Edges { get; init; }

    /// <summary>The picture of an entry.</summary>
    /// <param name="purpose">The compiled entry.</param>
    public static EntryGraph Of(CompiledPurpose purpose) => new EntryGraphBuilder(purpose).Build();
}
