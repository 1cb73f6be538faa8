using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>The restricted envelope before a review ends; always inside the full one.</summary>
/// <param name="Resources">The resource classes, sorted.</param>
/// <param name="Operations">The operations, sorted.</param>
/// <param name="Lifetime">How long it may live.</param>
public sealed record ProvisionalRule(ValueArray<string> Resources, ValueArray<string> Operations, TimeSpan Lifetime);
