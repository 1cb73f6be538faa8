using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.EmptyBound;

/// <summary>A bound that every value meets.</summary>
internal static class EmptyBoundRule
{
    public static LintRule Rule { get; } = new("MP2204", "empty-bound", DiagnosticSeverity.Warning, "A bound that every value meets") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Entry.Authority.SelectMany((rule, index) => rule.Where
        .Where(bound => Conditions.Tests(bound.Holds).All(IsEmpty))
        .Select(bound => new Remark(
            entry.At($"$.authority[{index}].where.{bound.Name}"),
            $"The bound on `{bound.Name}` holds for every value: it looks like a limit and is none.",
            "Compare the attribute with a governing param or a literal, or drop the bound.")));

    private static bool IsEmpty(Condition.Test test) => test.Comparison == Comparison.Present
        || test is { Comparison: Comparison.StartsWith, Operand: Operand.Literal { Value: { IsAbsent: false, AsText.Length: 0 } } }
        || test is { Comparison: Comparison.DisjointFrom, Operand: Operand.Literal { Value: { IsAbsent: false, SetCount: 0 } } };
}
