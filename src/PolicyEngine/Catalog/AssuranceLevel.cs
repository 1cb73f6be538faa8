namespace MissionPolicy.Engine.Catalog;

/// <summary>One assurance level.</summary>
/// <param name="Name">The <c>acr</c> value, for example <c>phr</c>.</param>
/// <param name="Title">What it means, for pages.</param>
public sealed record AssuranceLevel(string Name, string Title);
