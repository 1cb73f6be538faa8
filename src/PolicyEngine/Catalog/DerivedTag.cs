namespace MissionPolicy.Engine.Catalog;

/// <summary>A text that a rule puts on a derived fact.</summary>
/// <param name="Name">The name of the fact, without <c>derived.</c>.</param>
/// <param name="Text">The text.</param>
public sealed record DerivedTag(string Name, string Text);
