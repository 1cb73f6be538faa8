namespace MissionPolicy.Engine.Catalog;

/// <summary>How long a Mission may live.</summary>
/// <param name="Max">From activation to the end; positive.</param>
/// <param name="Idle">How long it may rest without a derivation, or null for no such limit; never more than <paramref name="Max"/>.</param>
public sealed record LifetimeRule(TimeSpan Max, TimeSpan? Idle);
