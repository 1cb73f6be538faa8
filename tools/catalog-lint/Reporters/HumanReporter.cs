using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Findings for a person: place, cause, line, cure.</summary>
internal static class HumanReporter
{
    public static void Write(ToolHost host, Report report)
    {
        Screen screen = new(host);
        ImmutableArray<Finding> open = [.. report.Findings.Where(finding => finding.Accepted is null)];
        foreach (Finding finding in open)
        {
            Write(screen, report.Folder, finding);
        }

        int accepted = report.Findings.Length - open.Length;
        string set = accepted == 0 ? string.Empty : $" {accepted} set aside with a reason.";
        screen.Line(open.IsEmpty ? Piece.Good(report.WhenClean + set) : Piece.Bold(Count(open) + set));
    }

    private static void Write(Screen screen, string folder, Finding finding)
    {
        SourcePosition at = finding.Position with { File = Places.InRun(folder, finding.Position.File) };
        screen.Line(Piece.Bold($"{at}"), ": ", Piece.Of(finding.Severity, $"{finding.Word} {finding.Id}"), ": ", finding.Message);
        string[] lines = finding.Excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (int index = 0; index < lines.Length; index++)
        {
            screen.Line("    ", index == lines.Length - 1 && lines.Length > 1 ? Piece.Of(finding.Severity, lines[index]) : Piece.Dim(lines[index]));
        }

        screen.Line("    ", finding.Help, Piece.Dim($" [{RuleTable.Page(finding.Id)}]"));
    }

    private static string Count(ImmutableArray<Finding> open) => string.Join(", ", new[]
    {
        Plural(open.Count(finding => finding.Severity == DiagnosticSeverity.Error), "error"),
        Plural(open.Count(finding => finding.Severity == DiagnosticSeverity.Warning), "warning"),
        Plural(open.Count(finding => finding.Severity == DiagnosticSeverity.Note), "note"),
    }.OfType<string>()) + ".";

    private static string? Plural(int count, string noun) => count == 0 ? null : $"{count} {noun}{(count == 1 ? string.Empty : "s")}";
}
