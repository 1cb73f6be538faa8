using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>One named rule as data. It fires when <see cref="When"/> holds; what follows is its <see cref="Outcome"/>.</summary>
/// <remarks>Rules refuse, raise or require; none of them grants. So firing order cannot matter, and an absent fact can only
/// make an answer stricter: boundary rules are written as "not inside", which holds when the fact is missing.</remarks>
public sealed record Rule
{
    /// <summary>The stable name, for example <c>authority.calendar.event.where.calendar</c>; unique in its set and independent of file order.</summary>
    public required string Id { get; init; }

    /// <summary>The dimension that the rule guards.</summary>
    public required Dimension Dimension { get; init; }

    /// <summary>When the rule fires.</summary>
    public required Condition When { get; init; }

    /// <summary>What follows when it fires.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The catalog line that says so.</summary>
    public required SourcePosition Position { get; init; }

    /// <summary>What the rule allows, as words that a person can compare with what was asked.</summary>
    public AllowedWords AllowedBy { get; init; } = AllowedWords.None;

    /// <summary>What the rule allows, sorted; for a rule of a shape, ask <see cref="AllowedBy"/> with the Mission's values.</summary>
    public ValueArray<string> Allowed => AllowedBy.Of([]);

    /// <summary>A remark for people on why the rule fires, or null when the condition speaks for itself.</summary>
    public string? Remark { get; init; }

    /// <summary>The fact whose value is reported as asked.</summary>
    public FactName? Asked { get; init; }
}
