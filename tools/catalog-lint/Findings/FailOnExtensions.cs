using System.Collections.Immutable;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Findings;

/// <summary>The exit code of findings.</summary>
internal static class FailOnExtensions
{
    public static int ExitCode(this FailOn failOn, ImmutableArray<Finding> findings) => findings.Any(finding => finding.Accepted is null && failOn switch
    {
        FailOn.Note => true,
        FailOn.Warning => finding.Severity >= DiagnosticSeverity.Warning,
        FailOn.Error => finding.Severity >= DiagnosticSeverity.Error,
        _ => false,
    })
        ? ExitCodes.Findings
        : ExitCodes.Clean;
}
