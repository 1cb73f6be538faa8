using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Findings for those who read them. The same findings are the same bytes.</summary>
internal static class FindingReporter
{
    public static void Write(TextWriter output, OutputFormat format, string folder, ImmutableArray<Finding> findings, string whenClean)
    {
        switch (format)
        {
            case OutputFormat.Json:
                output.WriteLine(Json(findings));
                break;
            case OutputFormat.Github:
                foreach (Finding finding in findings)
                {
                    output.WriteLine(Annotation(folder, finding));
                }

                break;
            default:
                Human(output, findings, whenClean);
                break;
        }
    }

    private static void Human(TextWriter output, ImmutableArray<Finding> findings, string whenClean)
    {
        foreach (Finding finding in findings)
        {
            output.WriteLine($"{finding.Position}: {finding.Severity} {finding.Id}: {finding.Message}");
            foreach (string line in finding.Excerpt.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                output.WriteLine("    " + line);
            }

            output.WriteLine("    " + finding.Help);
        }

        output.WriteLine(findings.IsEmpty ? whenClean : $"{findings.Length} findings.");
    }

    private static string Json(ImmutableArray<Finding> findings)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("findings");
            foreach (Finding finding in findings)
            {
                writer.WriteStartObject();
                writer.WriteString("id", finding.Id);
                writer.WriteString("severity", finding.Severity);
                writer.WriteString("file", finding.Position.File);
                writer.WriteNumber("line", finding.Position.Line);
                writer.WriteNumber("column", finding.Position.Column);
                writer.WriteString("path", finding.Position.Path);
                writer.WriteString("message", finding.Message);
                writer.WriteString("help", finding.Help);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    // GitHub, workflow commands: properties escape : and , besides what messages escape.
    private static string Annotation(string folder, Finding finding)
    {
        string level = finding.Severity == "note" ? "notice" : finding.Severity;
        string file = Property(Path.Combine(folder, finding.Position.File).Replace('\\', '/'));
        return FormattableString.Invariant($"::{level} file={file},line={finding.Position.Line},col={finding.Position.Column},title={Property(finding.Id)}::{Message($"{finding.Message} {finding.Help}")}");
    }

    private static string Message(string text) => text
        .Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Message(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
