using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Catalog;

/// <summary>One member of a <c>where</c>: a bound on an attribute, or a group of bounds (<c>any</c>, <c>all</c>, <c>not</c>).</summary>
/// <param name="Name">The attribute's name, or <c>any</c>, <c>all</c>, <c>not</c>.</param>
/// <param name="Holds">What must hold, over <see cref="FactScope.Action"/>, <see cref="FactScope.Params"/> and <see cref="FactScope.Subject"/>.</param>
public sealed record AttributeBound(string Name, Condition Holds)
{
    /// <summary>The catalog line; set when the bound goes into an envelope, and not part of its meaning before.</summary>
    public SourcePosition Position { get; init; } = SourcePosition.None;
}
