namespace MissionPolicy.Engine.Graphs;

/// <summary>What a node of a picture stands for.</summary>
public enum GraphNodeKind
{
    /// <summary>A fact that the rules are asked on.</summary>
    Input,

    /// <summary>A rule of the entry.</summary>
    Rule,

    /// <summary>A fact that rules add up.</summary>
    Derived,

    /// <summary>A decision.</summary>
    Decision,
}
