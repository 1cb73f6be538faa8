using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.OpenPrefix;

/// <summary>A prefix ends inside a name.</summary>
internal static class OpenPrefixRule
{
    public static LintRule Rule { get; } = new("MP2205", "open-prefix", DiagnosticSeverity.Warning, "A prefix ends inside a name") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) => entry.Entry.Authority.SelectMany((rule, index) => rule.Where
        .SelectMany(bound => Conditions.Tests(bound.Holds).Select(Prefix).OfType<string>().Distinct().Select(prefix => new Remark(
            entry.At($"$.authority[{index}].where.{bound.Name}"),
            $"The prefix `{prefix}` ends inside a name: `{prefix}x` begins with it as well.",
            "End it with the separator of the names, for example `/`, `_` or `.`, or list the values with `in`."))));

    private static string? Prefix(Condition.Test test) =>
        test is { Comparison: Comparison.StartsWith, Operand: Operand.Literal { Value: { IsAbsent: false, AsText: { Length: > 0 } prefix } } } && char.IsLetterOrDigit(prefix[^1])
            ? prefix
            : null;
}
