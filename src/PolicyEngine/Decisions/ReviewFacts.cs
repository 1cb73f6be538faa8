using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The facts of a review question: a proposal that waits, and a person who would decide it.</summary>
public sealed record ReviewFacts
{
    /// <summary>The person who asked for the Mission.</summary>
    public required string Requester { get; init; }

    /// <summary>The tenant of the proposal.</summary>
    public required string Tenant { get; init; }

    /// <summary>The people who approved so far.</summary>
    public ValueArray<string> Approved { get; init; } = [];

    /// <summary>Whether the proposal still waits: not decided, not cancelled.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>When it expires undecided (UTC).</summary>
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>The strength that a reviewer's sign-in needs.</summary>
    public required StrengthRequirement Require { get; init; }

    /// <summary>The sign-in of the person who would decide; null when nobody signed in.</summary>
    public SignInFacts? SignIn { get; init; }

    /// <summary>The groups of that person, <c>group:name</c>.</summary>
    public FrozenSet<string> Groups { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The tenants of that person.</summary>
    public FrozenSet<string> Tenants { get; init; } = FrozenSet<string>.Empty;

    /// <summary>What the person says.</summary>
    public ReviewAnswer Answer { get; init; }

    /// <summary>The time of the decision (UTC).</summary>
    public required DateTimeOffset Now { get; init; }
}
