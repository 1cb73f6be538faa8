using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Rules.AuthorityUnreachable;

/// <summary>Bounds that no action can meet.</summary>
internal static class AuthorityUnreachableRule
{
    public static LintRule Rule { get; } = new("MP2202", "authority-unreachable", DiagnosticSeverity.Warning, "Bounds that no action can meet") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry)
    {
        for (int index = 0; index < entry.Entry.Authority.Count; index++)
        {
            AuthorityRule rule = entry.Entry.Authority[index];
            if (Contradiction.IsIn(new Condition.All(rule.Where.Select(bound => bound.Holds).ToValueArray())))
            {
                yield return new Remark(
                    entry.At($"$.authority[{index}].where"),
                    $"No action on `{rule.Resource}` can meet these bounds together: the rule grants nothing.",
                    "Correct the bounds, or drop the rule.");
            }
        }
    }
}
