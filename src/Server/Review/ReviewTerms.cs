using System.Collections.Immutable;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Review;

/// <summary>The rule of a review as it was when the request was made: a catalog that changes meanwhile changes nothing for it.</summary>
internal sealed record ReviewTerms
{
    /// <summary>The reviewing groups, <c>group:name</c>.</summary>
    public required ImmutableArray<string> Reviewers { get; init; }

    public required int Approvals { get; init; }

    public required bool NotTheRequester { get; init; }

    public required TimeSpan ExpiresAfter { get; init; }

    /// <summary>The weakest sufficient level of a reviewer's sign-in; null when any will do.</summary>
    public string? Acr { get; init; }

    /// <summary>The greatest age of a reviewer's sign-in; null when any will do.</summary>
    public TimeSpan? MaxAge { get; init; }

    public bool InterimIdToken { get; init; }

    public ImmutableArray<string> ProvisionalResources { get => field.IsDefault ? [] : field; init; } = [];

    public ImmutableArray<string> ProvisionalOperations { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How long a provisional Mission lives; null when there is none.</summary>
    public TimeSpan? ProvisionalLifetime { get; init; }

    /// <summary>The strength that a reviewer's sign-in needs.</summary>
    public StrengthRequirement Require => new(Acr, MaxAge);

    /// <summary>The terms of an entry's rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="basis">What every sign-in for this purpose has to meet; it counts where the rule says nothing of its own.</param>
    public static ReviewTerms Of(ReviewRule rule, StrengthRequirement basis)
    {
        StrengthRequirement require = rule.ReviewerStrengthOr(basis);
        return new ReviewTerms
        {
            Reviewers = [.. rule.Reviewers],
            Approvals = rule.Approvals,
            NotTheRequester = rule.NotTheRequester,
            ExpiresAfter = rule.ExpiresAfter,
            Acr = require.Acr,
            MaxAge = require.MaxAge,
            InterimIdToken = rule.InterimIdToken,
            ProvisionalResources = [.. rule.Provisional?.Resources ?? []],
            ProvisionalOperations = [.. rule.Provisional?.Operations ?? []],
            ProvisionalLifetime = rule.Provisional?.Lifetime,
        };
    }

    /// <summary>The rule again.</summary>
    public ReviewRule Rule() => new()
    {
        Reviewers = Reviewers.ToValueArray(),
        Approvals = Approvals,
        NotTheRequester = NotTheRequester,
        ExpiresAfter = ExpiresAfter,
        ReviewerStrength = Require,
        InterimIdToken = InterimIdToken,
        Provisional = ProvisionalLifetime is { } lifetime
            ? new ProvisionalRule(ProvisionalResources.ToValueArray(), ProvisionalOperations.ToValueArray(), lifetime)
            : null,
    };
}
