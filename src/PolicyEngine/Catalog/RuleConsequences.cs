using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>What follows when a rule of an entry's author applies. Every consequence takes something away or asks for more.</summary>
public sealed record RuleConsequences
{
    /// <summary>Whether the event is refused.</summary>
    public bool Refuse { get; init; }

    /// <summary>What the sign-in must meet besides; null when the rule asks for nothing.</summary>
    public StrengthRequirement? Require { get; init; }

    /// <summary>Who has to approve at least; null when the rule says nothing about it.</summary>
    public ApprovalMode? Approval { get; init; }

    /// <summary>How long the Mission lives at most; over zero and under the entry's own longest lifetime; null when the rule leaves it
    /// alone.</summary>
    public TimeSpan? Shorten { get; init; }

    /// <summary>Projected params that do not cross to any audience, and <c>actor</c>; sorted.</summary>
    public ValueArray<string> Withhold { get; init; }

    /// <summary>What is added to derived facts; sorted by name.</summary>
    public ValueArray<DerivedAmount> Add { get; init; }

    /// <summary>What is tagged on derived facts; sorted by name.</summary>
    public ValueArray<DerivedTag> Tag { get; init; }
}
