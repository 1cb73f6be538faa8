using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>What a check found.</summary>
/// <param name="Findings">Everything, in order; those that the authors chose to live with carry their reason.</param>
/// <param name="Files">How many files were read.</param>
internal sealed record LintReport(ImmutableArray<Finding> Findings, int Files)
{
    /// <summary>The findings that count.</summary>
    public ImmutableArray<Finding> Open => [.. Findings.Where(finding => finding.Accepted is null)];
}
