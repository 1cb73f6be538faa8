using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Operations on one resource class at one resource server of a downstream AS.</summary>
/// <param name="Resource">The resource class.</param>
/// <param name="At">The resource server.</param>
/// <param name="Operations">The operations, sorted.</param>
public sealed record ProjectedGrant(string Resource, string At, ValueArray<string> Operations);
