using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Terminal;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>One workflow command of GitHub for each finding that counts.</summary>
internal static class GithubReporter
{
    public static void Write(TextWriter output, Report report)
    {
        foreach (Finding finding in report.Findings.Where(finding => finding.Accepted is null))
        {
            output.Write(Annotation(report.Folder, finding));
            output.Write('\n');
        }
    }

    // Properties escape : and , besides what messages escape.
    private static string Annotation(string folder, Finding finding)
    {
        string level = finding.Word == "note" ? "notice" : finding.Word;
        string file = Property(SafeText.OneLine(Places.InRun(folder, finding.Position.File)));
        return FormattableString.Invariant(
            $"::{level} file={file},line={finding.Position.Line},col={finding.Position.Column},title={Property(finding.Id)}::{Message(SafeText.OneLine($"{finding.Message} {finding.Help}"))}");
    }

    private static string Message(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
