using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>Operations that no approval can add to a Mission of the purpose; whatever implies one of them is forbidden too.</summary>
/// <param name="Resource">The resource class.</param>
/// <param name="Operations">The operations, sorted.</param>
public sealed record ForbiddenRule(string Resource, ValueArray<string> Operations);
