using System.Globalization;
using System.Text;
using System.Xml;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>A JUnit test report: cases by file; of a check, one test for each finding.</summary>
internal static class JunitReporter
{
    public static void Write(TextWriter output, Report report)
    {
        ReportedTest[] tests = Tests(report);
        StringBuilder text = new();
        using (XmlWriter writer = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            writer.WriteStartElement("testsuites");
            Count(writer, tests);
            foreach (IGrouping<string, ReportedTest> suite in tests.GroupBy(test => test.Suite, StringComparer.Ordinal))
            {
                writer.WriteStartElement("testsuite");
                writer.WriteAttributeString("name", SafeText.OneLine(suite.Key));
                Count(writer, [.. suite]);
                foreach (ReportedTest test in suite)
                {
                    Write(writer, test);
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        output.Write("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        output.Write(text.ToString());
        output.Write('\n');
    }

    private static ReportedTest[] Tests(Report report)
    {
        ReportedTest[] all = [.. report.Tests, .. report.Findings.Where(finding => finding.Accepted is null && !IsCase(report, finding)).Select(Of)];
        return all.Length > 0 ? all : [new ReportedTest("catalog", report.WhenClean, null)];
    }

    // A note fails nothing; the format has no place for less than a failure.
    private static ReportedTest Of(Finding finding) => new(
        finding.Position.File,
        FormattableString.Invariant($"{finding.Id} {finding.Position.Line}:{finding.Position.Column}"),
        finding.Severity == DiagnosticSeverity.Note ? null : $"{finding.Message} {finding.Help}");

    private static bool IsCase(Report report, Finding finding) => report.Tests.Length > 0 && finding.Id == Rules.CaseContradicts.CaseContradictsRule.Rule.Id;

    private static void Count(XmlWriter writer, ReportedTest[] tests)
    {
        writer.WriteAttributeString("tests", tests.Length.ToString(CultureInfo.InvariantCulture));
        writer.WriteAttributeString("failures", tests.Count(test => test.Failure is not null).ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(XmlWriter writer, ReportedTest test)
    {
        writer.WriteStartElement("testcase");
        writer.WriteAttributeString("name", SafeText.OneLine(test.Name));
        writer.WriteAttributeString("classname", SafeText.OneLine(test.Suite));
        if (test.Failure is { } failure)
        {
            writer.WriteStartElement("failure");
            writer.WriteAttributeString("message", SafeText.OneLine(failure));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
