using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>Operations on one resource class at one resource server, inside bounds.</summary>
/// <remarks>Two rules of one entry with the same class and server never name the same operation, so an action has at most one rule
/// and the order of rules cannot matter.</remarks>
public sealed record AuthorityRule
{
    /// <summary>The resource class of the vocabulary.</summary>
    public required string Resource { get; init; }

    /// <summary>The resource server, an absolute URI.</summary>
    public required string At { get; init; }

    /// <summary>The operations, sorted; what they imply comes from the vocabulary.</summary>
    public required ValueArray<string> Operations { get; init; }

    /// <summary>When a Mission gets it.</summary>
    public GrantTime Grant { get; init; }

    /// <summary>The bounds; every one must hold. Sorted by attribute.</summary>
    public ValueArray<AttributeBound> Where { get; init; }
}
