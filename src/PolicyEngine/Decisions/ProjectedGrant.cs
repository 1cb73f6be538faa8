using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Operations on one resource class at one resource server of a downstream AS, inside bounds.</summary>
/// <param name="Resource">The resource class.</param>
/// <param name="At">The resource server.</param>
/// <param name="Operations">The operations, sorted.</param>
public sealed record ProjectedGrant(string Resource, string At, ValueArray<string> Operations)
{
    /// <summary>The bounds that the home envelope sets for it, and those that were asked for besides; every one must hold. They carry no catalog line.</summary>
    public ValueArray<AttributeBound> Where { get; init; }
}
