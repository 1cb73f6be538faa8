using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>approval</c>.</summary>
internal sealed class ApprovalSection(BindingScope scope, CatalogVocabulary vocabulary)
{
    /// <param name="entry">The entry.</param>
    /// <param name="isReviewedByRule">Whether a rule of the author asks for a review, or may have been meant to.</param>
    public ApprovalRule Bind(MapReader entry, bool isReviewedByRule)
    {
        if (entry.Map("approval") is not { } map)
        {
            return new ApprovalRule { Mode = ApprovalMode.User };
        }

        MapReader read = new(scope, map, "mode", "precreated", "approvers", "remember_decline", "prompts", "review");
        ApprovalMode mode = read.Word(
            "mode", ApprovalMode.User, required: true, ("auto", ApprovalMode.Auto), ("user", ApprovalMode.User), ("review", ApprovalMode.Review));
        ReviewRule? review = read.OptionalMap("review") is { } block ? Review(block) : null;
        if (mode == ApprovalMode.Review ? read.Optional("review") is null : read.Optional("review") is not null && !isReviewedByRule)
        {
            scope.Error(
                DiagnosticCodes.ReviewBlock,
                (read.Optional("review") ?? read.Optional("mode"))?.Position ?? map.Position,
                mode == ApprovalMode.Review
                    ? "Mode `review` needs a `review` block."
                    : "A `review` block belongs to mode `review`, or to a rule with `approval: review`.",
                mode == ApprovalMode.Review ? "Add `review:` with reviewers, approvals and a deadline." : "Drop the block, or set `mode: review`.");
        }

        return new ApprovalRule
        {
            Mode = mode,
            Precreated = read.Flag("precreated"),
            Approvers = Groups(read, "approvers", required: false),
            RememberDecline = read.OptionalDuration("remember_decline"),
            Prompts = read.OptionalMap("prompts") is { } prompts ? Prompts(prompts) : null,
            Review = review,
        };
    }

    private PromptBudget Prompts(YamlMap map)
    {
        MapReader read = new(scope, map, "most", "per");
        PromptBudget budget = new(read.Int("most", 1), read.Duration("per"));
        if (budget.Most > PromptBudget.Largest)
        {
            Range(read, "most", $"A budget of {budget.Most} questions is none.", $"Write a number from 1 to {PromptBudget.Largest}.");
        }

        if (read.Optional("per") is not null && (budget.Per < PromptBudget.Shortest || budget.Per > PromptBudget.Longest))
        {
            Range(
                read, "per", "A budget of questions is for a minute at least and for 30 days at most.", "Write a time from `1m` to `30d`.");
        }

        return budget;
    }

    private void Range(MapReader read, string key, string wrong, string cure) =>
        scope.Error(DiagnosticCodes.OutOfRange, read.Optional(key)!.Position, wrong, cure);

    private ReviewRule Review(YamlMap map)
    {
        MapReader read = new(
            scope, map, "reviewers", "approvals", "not_the_requester", "expires_after", "reviewer_strength", "interim_id_token", "provisional");
        _ = read.Required("not_the_requester");
        return new ReviewRule
        {
            Reviewers = Groups(read, "reviewers", required: true),
            Approvals = read.Int("approvals", 1),
            NotTheRequester = read.Flag("not_the_requester"),
            ExpiresAfter = read.Duration("expires_after"),
            ReviewerStrength = read.OptionalMap("reviewer_strength") is { } strength ? AuthenticationSection.Requirement(scope, strength, vocabulary) : null,
            InterimIdToken = read.Flag("interim_id_token"),
            Provisional = read.OptionalMap("provisional") is { } provisional ? Provisional(provisional) : null,
        };
    }

    private ProvisionalRule Provisional(YamlMap map)
    {
        MapReader read = new(scope, map, "resources", "operations", "lifetime");
        return new ProvisionalRule(
            read.Set("resources", required: true), read.Set("operations", required: true), read.Duration("lifetime"));
    }

    private ValueArray<string> Groups(MapReader read, string key, bool required)
    {
        ValueArray<string> groups = read.Set(key, required);
        foreach (string group in groups.Where(group => !group.StartsWith("group:", StringComparison.Ordinal) || group.Length == 6))
        {
            scope.Error(
                DiagnosticCodes.OutOfRange, read.Optional(key)!.Position with { Path = $"{read.Position.Path}.{key}.{group}" }, $"`{group}` is not a group.", "Write `group:` and its name.");
        }

        return groups;
    }
}
