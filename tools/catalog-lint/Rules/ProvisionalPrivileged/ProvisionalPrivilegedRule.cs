using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Rules.ProvisionalPrivileged;

/// <summary>A privileged operation may begin before the review ends.</summary>
internal static class ProvisionalPrivilegedRule
{
    public static LintRule Rule { get; } = new("MP2402", "provisional-privileged", DiagnosticSeverity.Warning, "A privileged operation may begin before the review ends") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Approval.Review?.Provisional is { } provisional)
        {
            ValueArray<string> early = entry.Privileged
                .Where(granted => provisional.Resources.Contains(granted.Rule.Resource))
                .SelectMany(granted => granted.Operations.Where(provisional.Operations.Contains))
                .ToSortedSet();
            if (!early.IsEmpty)
            {
                yield return new Remark(
                    entry.At("$.approval.review.provisional.operations"),
                    $"`{string.Join("`, `", early)}` is privileged, and may be used before a reviewer has decided.",
                    "Leave privileged operations out of the provisional Mission.");
            }
        }
    }
}
