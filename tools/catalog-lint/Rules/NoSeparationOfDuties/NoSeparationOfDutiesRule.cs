using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.NoSeparationOfDuties;

/// <summary>A requester may approve the own request.</summary>
internal static class NoSeparationOfDutiesRule
{
    public static LintRule Rule { get; } = new("MP2401", "no-separation-of-duties", DiagnosticSeverity.Warning, "A requester may approve the own request") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        if (entry.Entry.Approval.Review is { NotTheRequester: false })
        {
            yield return new Remark(
                entry.At("$.approval.review.not_the_requester"),
                "A requester who is a reviewer may approve the own request: the review separates no duties.",
                "Write `not_the_requester: true`.");
        }
    }
}
