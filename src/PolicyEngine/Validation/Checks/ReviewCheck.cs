using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>A review has a deadline, and a provisional Mission stays inside the full one.</summary>
internal static class ReviewCheck
{
    private static readonly TimeSpan LongestReview = TimeSpan.FromDays(30);

    public static void Run(CheckedEntry subject)
    {
        if (subject.Entry.Approval.Review is not { } review)
        {
            return;
        }

        if (review.ExpiresAfter <= TimeSpan.Zero || review.ExpiresAfter > LongestReview)
        {
            subject.Error(DiagnosticCodes.ReviewBlock, "$.approval.review.expires_after", "The deadline is not between 0 and 30 days.", "Write for example `72h`.");
        }

        if (review.Provisional is { } provisional)
        {
            Provisional(subject, provisional);
        }
    }

    private static void Provisional(CheckedEntry subject, ProvisionalRule rule)
    {
        const string Path = "$.approval.review.provisional";
        foreach (string resource in rule.Resources.Where(name => subject.Entry.Authority.All(authority => authority.Resource != name)))
        {
            subject.Error(DiagnosticCodes.ProvisionalWider, Path + ".resources", $"`{resource}` is not in `authority`.", "A provisional Mission is inside the full one: name its classes only.");
        }

        foreach (string operation in rule.Operations.Where(name => !subject.Entry.Authority.Any(authority => Holds(subject, authority, rule, name))))
        {
            subject.Error(DiagnosticCodes.ProvisionalWider, Path + ".operations", $"`{operation}` is not in `authority` for these classes.", "Name operations that the full Mission holds.");
        }

        if (rule.Lifetime <= TimeSpan.Zero || rule.Lifetime > subject.Entry.Lifetime.Max)
        {
            subject.Error(DiagnosticCodes.ProvisionalWider, Path + ".lifetime", "The provisional lifetime is not between 0 and `lifetime.max`.", "Write a shorter one.");
        }
    }

    private static bool Holds(CheckedEntry subject, AuthorityRule authority, ProvisionalRule rule, string operation) =>
        rule.Resources.Contains(authority.Resource)
        && (subject.Vocabulary.Class(authority.Resource)?.Closure(authority.Operations).Contains(operation) ?? true);
}
