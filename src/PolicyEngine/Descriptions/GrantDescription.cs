using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>One grant in words.</summary>
public sealed record GrantDescription
{
    /// <summary>The grant's rule, for a form that lets a person drop it.</summary>
    public required string RuleId { get; init; }

    /// <summary>The title of the resource class.</summary>
    public required string Resource { get; init; }

    /// <summary>The titles of the operations, in the order of their names.</summary>
    public required ValueArray<string> Operations { get; init; }

    /// <summary>The resource server.</summary>
    public required string At { get; init; }

    /// <summary>The bounds as short sentences, for example <c>calendar is cal_team01</c>; empty when there is none.</summary>
    public ValueArray<string> Bounds { get; init; }
}
