using System.Text.Json;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>A SARIF 2.1.0 log with one run.</summary>
/// <remarks>Source: OASIS SARIF 2.1.0 §3.13, §3.14, §3.19, §3.27.</remarks>
internal static class SarifReporter
{
    private const string Root = "CHECKOUT";

    public static void Write(TextWriter output, Report report, string workingDirectory) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        writer.WriteString("version", "2.1.0");
        writer.WriteStartArray("runs");
        writer.WriteStartObject();
        Driver(writer);
        writer.WriteString("columnKind", "utf16CodeUnits");
        writer.WriteStartObject("originalUriBaseIds");
        writer.WriteStartObject(Root);
        Text(writer, "description", "The folder that the tool ran in: the root of the checkout.");
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("results");
        foreach (Finding finding in report.Findings)
        {
            Result(writer, report.Folder, finding, workingDirectory);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static void Driver(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("tool");
        writer.WriteStartObject("driver");
        writer.WriteString("name", "catalog-lint");
        writer.WriteString("version", typeof(SarifReporter).Assembly.GetName().Version!.ToString(3));
        writer.WriteStartArray("rules");
        foreach ((string id, string name, string title, DiagnosticSeverity severity, string page) in RuleTable.Rows)
        {
            writer.WriteStartObject();
            writer.WriteString("id", id);
            writer.WriteString("name", name);
            Text(writer, "shortDescription", title + ".");
            Text(writer, "help", $"See {page}.");
            writer.WriteStartObject("defaultConfiguration");
            writer.WriteString("level", Level(severity));
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static void Result(Utf8JsonWriter writer, string folder, Finding finding, string workingDirectory)
    {
        writer.WriteStartObject();
        writer.WriteString("ruleId", finding.Id);
        writer.WriteNumber("ruleIndex", RuleTable.Rows.IndexOf(RuleTable.Rows.First(row => row.Id == finding.Id)));
        writer.WriteString("level", Level(finding.Severity));
        Text(writer, "message", $"{finding.Message} {finding.Help}");
        writer.WriteStartArray("locations");
        Location(writer, folder, finding.Position, workingDirectory);
        writer.WriteEndArray();

        // Lines move with every edit; what a finding says about which member does not.
        writer.WriteStartObject("partialFingerprints");
        writer.WriteString("catalogMember/v1", Digest.Of($"{finding.Id}\n{finding.Position.File}\n{finding.Position.Path}\n{finding.Message}"));
        writer.WriteEndObject();
        if (finding.Accepted is { } reason)
        {
            writer.WriteStartArray("suppressions");
            writer.WriteStartObject();
            writer.WriteString("kind", "inSource");
            writer.WriteString("justification", reason);
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void Location(Utf8JsonWriter writer, string folder, SourcePosition position, string workingDirectory)
    {
        (string uri, bool isRelative) = Places.Uri(folder, position.File, workingDirectory);
        writer.WriteStartObject();
        writer.WriteStartObject("physicalLocation");
        writer.WriteStartObject("artifactLocation");
        writer.WriteString("uri", uri);
        if (isRelative)
        {
            writer.WriteString("uriBaseId", Root);
        }

        writer.WriteEndObject();
        writer.WriteStartObject("region");
        writer.WriteNumber("startLine", position.Line);
        writer.WriteNumber("startColumn", position.Column);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteStartArray("logicalLocations");
        writer.WriteStartObject();
        writer.WriteString("fullyQualifiedName", position.Path);
        writer.WriteString("kind", "member");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter writer, string name, string text)
    {
        writer.WriteStartObject(name);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Level(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "note",
    };
}
