using System.Collections.Immutable;

namespace MissionPolicy.CatalogLint.Findings;

/// <summary>The one order of findings, so that the same catalog gives the same bytes.</summary>
internal static class FindingOrder
{
    public static ImmutableArray<Finding> Sort(IEnumerable<Finding> findings) =>
    [
        .. findings.Distinct()
            .OrderBy(finding => finding.Position.File, StringComparer.Ordinal)
            .ThenBy(finding => finding.Position.Line)
            .ThenBy(finding => finding.Position.Column)
            .ThenBy(finding => finding.Id, StringComparer.Ordinal)
            .ThenBy(finding => finding.Position.Path, StringComparer.Ordinal)
            .ThenBy(finding => finding.Message, StringComparer.Ordinal),
    ];
}
