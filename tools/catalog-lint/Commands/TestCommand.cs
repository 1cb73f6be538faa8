using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Reporters;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary><c>catalog-lint test</c>: the cases of every entry, asked of the decisions that production runs.</summary>
internal static class TestCommand
{
    public static int Run(string folder, OutputFormat format, TextWriter output)
    {
        int cases = 0;
        ImmutableArray<Finding> findings = CatalogLoader.Load(CatalogFolder.Read(folder)).Match(
            loaded => Failing(CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries), ref cases),
            refused => refused.Diagnostics.Select(Finding.Of).ToImmutableArray());
        FindingReporter.Write(output, format, folder, findings, $"{cases} cases are decided as their authors expect.");
        return findings.IsEmpty ? ExitCodes.Clean : ExitCodes.Findings;
    }

    private static ImmutableArray<Finding> Failing(CompiledCatalog catalog, ref int cases)
    {
        ImmutableArray<CaseResult> results =
        [
            .. catalog.Purposes.Values.OrderBy(purpose => purpose.Entry.Source.File, StringComparer.Ordinal).SelectMany(purpose => CatalogCaseRunner.Run(purpose)),
        ];
        cases = results.Length;
        return
        [
            .. results.Where(result => !result.Passed).Select(result => new Finding(
                Finding.CaseFails,
                "error",
                result.Case.Source.At(result.Case.Path),
                $"The case `{result.Case.Name}` is not decided as expected. {result.Explanation}",
                "Correct the case, or the rules that decide it.",
                string.Empty)),
        ];
    }
}
