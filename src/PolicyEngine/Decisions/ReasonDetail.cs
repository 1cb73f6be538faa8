namespace MissionPolicy.Engine.Decisions;

/// <summary>How much of a reason is told.</summary>
public enum ReasonDetail
{
    /// <summary>Code, dimension, what was asked and what is allowed: for agents and resource servers.</summary>
    Wire,

    /// <summary>Also the rule and its place in the catalog: for authors, operators and the evidence log.</summary>
    Author,
}
