using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Catalog;

/// <summary>How a deferred approval is reviewed.</summary>
/// <remarks>Source: article, "When Handoff Cannot Complete Immediately".</remarks>
public sealed record ReviewRule
{
    /// <summary>The reviewing groups, <c>group:name</c>, sorted.</summary>
    public required ValueArray<string> Reviewers { get; init; }

    /// <summary>How many different reviewers have to approve, from 1.</summary>
    public required int Approvals { get; init; }

    /// <summary>Whether the requester may never be one of them.</summary>
    public required bool NotTheRequester { get; init; }

    /// <summary>When an undecided proposal expires.</summary>
    public required TimeSpan ExpiresAfter { get; init; }

    /// <summary>The strength that a reviewer's sign-in needs; null for the entry's own base requirement.</summary>
    public StrengthRequirement? ReviewerStrength { get; init; }

    /// <summary>Whether the requester gets an interim ID Token.</summary>
    public bool InterimIdToken { get; init; }

    /// <summary>The restricted Mission that may start before the decision; null for none.</summary>
    public ProvisionalRule? Provisional { get; init; }

    /// <summary>The strength that a reviewer's sign-in needs.</summary>
    /// <param name="basis">The entry's own base requirement.</param>
    public StrengthRequirement ReviewerStrengthOr(StrengthRequirement basis) => ReviewerStrength ?? basis;
}
