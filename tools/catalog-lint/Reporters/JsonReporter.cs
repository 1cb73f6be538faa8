using System.Text.Json;
using MissionPolicy.CatalogLint.Findings;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Findings for a program.</summary>
internal static class JsonReporter
{
    public static void Write(TextWriter output, Report report) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("findings");
        foreach (Finding finding in report.Findings)
        {
            Write(writer, finding);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("id", finding.Id);
        writer.WriteString("severity", finding.Word);
        writer.WriteString("file", finding.Position.File);
        writer.WriteNumber("line", finding.Position.Line);
        writer.WriteNumber("column", finding.Position.Column);
        writer.WriteString("path", finding.Position.Path);
        writer.WriteString("message", finding.Message);
        writer.WriteString("help", finding.Help);
        writer.WriteString("page", RuleTable.Page(finding.Id));
        if (finding.Accepted is { } reason)
        {
            writer.WriteString("accepted", reason);
        }

        writer.WriteEndObject();
    }
}
