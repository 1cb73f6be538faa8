using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Why a decision is what it is.</summary>
public sealed record Reason
{
    /// <summary>The code, one of <see cref="ReasonCodes"/>.</summary>
    public required string Code { get; init; }

    /// <summary>The dimension.</summary>
    public required Dimension Dimension { get; init; }

    /// <summary>The rule that says so, or null when no rule of the catalog did (an unknown Mission, say).</summary>
    public string? RuleId { get; init; }

    /// <summary>The catalog line, or <see cref="SourcePosition.None"/>.</summary>
    public SourcePosition Position { get; init; } = SourcePosition.None;

    /// <summary>What was asked, in words; null when nothing was.</summary>
    public string? Asked { get; init; }

    /// <summary>What is allowed, in words; sorted.</summary>
    public ValueArray<string> Allowed { get; init; }

    /// <summary>After how long the same request may be granted, in whole seconds; null when time alone changes nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>More about it: the attribute, <c>attribute_missing</c>, a member path; null when there is no more to say.</summary>
    public string? Detail { get; init; }
}
