using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.CatalogLint.Catalogs;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.CatalogLint.Rules.CaseContradicts;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary><c>catalog-lint test</c>: the cases of every entry, asked of the decisions that production runs.</summary>
internal static class TestCommand
{
    /// <summary>Runs the command.</summary>
    /// <param name="host">Where it runs.</param>
    /// <param name="asked">What was asked.</param>
    public static int Run(ToolHost host, FolderRun asked)
    {
        ImmutableArray<CatalogSource> sources = CatalogFolder.Read(host.Resolve(asked.Folder));
        Report report = CatalogLoader.Load(sources).Match(
            loaded => Of(asked.Folder, sources, Results(CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries))),
            refused => new Report { Findings = [.. refused.Diagnostics.Select(Finding.Of)], Folder = asked.Folder, WhenClean = string.Empty });
        FindingReporter.Write(host, asked.Format, report);
        return (asked.FailOn ?? FailOn.Error).ExitCode(report.Findings);
    }

    private static ImmutableArray<CaseResult> Results(CompiledCatalog catalog) =>
    [
        .. SideBySide.Map([.. catalog.Purposes.Values.OrderBy(purpose => purpose.Entry.Source.File, StringComparer.Ordinal)], CatalogCaseRunner.Run)
            .SelectMany(results => results),
    ];

    private static Report Of(string folder, ImmutableArray<CatalogSource> sources, ImmutableArray<CaseResult> results)
    {
        Excerpts excerpts = new(sources);
        return new Report
        {
            Folder = folder,
            WhenClean = string.Create(CultureInfo.InvariantCulture, $"{results.Length} cases are decided as their authors expect."),
            Findings = FindingOrder.Sort(results.Where(result => !result.Passed).Select(result => Failing(result, excerpts))),
            Tests = [.. results.Select(result => new ReportedTest(result.Case.Source.File, result.Case.Name, result.Explanation))],
        };
    }

    private static Finding Failing(CaseResult result, Excerpts excerpts)
    {
        Remark remark = CaseContradictsRule.Of(result);
        return new Finding
        {
            Id = CaseContradictsRule.Rule.Id,
            Severity = CaseContradictsRule.Rule.Severity,
            Position = remark.Position,
            Message = remark.Message,
            Help = remark.Help,
            Excerpt = excerpts.At(remark.Position),
        };
    }
}
