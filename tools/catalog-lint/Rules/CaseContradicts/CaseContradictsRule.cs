using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.CatalogLint.Rules.CaseContradicts;

/// <summary>A case is not decided as its author expects.</summary>
internal static class CaseContradictsRule
{
    public static LintRule Rule { get; } = new("MP2504", "case-contradicts", DiagnosticSeverity.Error, "A case is not decided as its author expects") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => CatalogCaseRunner.Run(entry.Purpose).Where(result => !result.Passed).Select(Of);

    /// <summary>What to tell about a case that failed.</summary>
    /// <param name="result">The case.</param>
    public static Remark Of(CaseResult result) => new(
        result.Case.Source.At(result.Case.Path),
        $"The case `{result.Case.Name}` is not decided as expected. {result.Explanation!.TrimEnd('.')}.",
        "Correct the case, or the rules that decide it.");
}
