using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Catalog;

/// <summary>An attribute that an action on a resource class can carry.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind">The type: text, number, instant, duration, flag or text set.</param>
/// <param name="Title">The name for pages.</param>
public sealed record AttributeDefinition(string Name, FactKind Kind, string Title);
