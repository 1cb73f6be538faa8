using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What a host remembers of the questions that one client put to one person about one kind.</summary>
public sealed record PromptFacts
{
    /// <summary>No question was put, and the person stopped nothing.</summary>
    public static PromptFacts None { get; } = new();

    /// <summary>When other questions than this one were put, in any order (UTC).</summary>
    public ValueArray<DateTimeOffset> Asked { get; init; }

    /// <summary>Whether this very question was put before: a page that is loaded again is no second question.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Whether the person stopped the questions of this client about this kind.</summary>
    public bool IsStopped { get; init; }
}
