using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Rules.RuleThreshold;

/// <summary>A rule waits for a sum or a tag that the other rules never reach.</summary>
internal static class RuleThresholdRule
{
    public static LintRule Rule { get; } =
        new(
            "MP2702",
            "rule-threshold",
            DiagnosticSeverity.Warning,
            "A rule waits for a sum or a tag that the other rules never reach") { OfEntry = Check };

    private static IEnumerable<Remark> Check(LintEntry entry) =>
        from item in entry.Entry.Rules.Select((rule, index) => (Rule: rule, Index: index))
        from test in Conditions.Tests(item.Rule.When)
        where test.Fact.Scope == FactScope.Derived && test.Operand is Operand.Literal
        let why = Missing(entry.Entry, test, ((Operand.Literal)test.Operand).Value)
        where why is not null
        select new Remark(
            entry.At($"$.rules[{item.Index}].when"),
            $"The rule `{item.Rule.Name}` waits for {ConditionText.Describe(test)}, and {why}.",
            "Lower the limit, or let more rules write the fact.");

    private static string? Missing(CatalogEntry entry, Condition.Test test, FactValue wanted)
    {
        if (wanted.Kind == FactKind.Text)
        {
            return entry.Rules.SelectMany(rule => rule.Then.Tag).Any(tag => tag.Name == test.Fact.Path && tag.Text == wanted.AsText)
                ? null
                : "no rule tags it so";
        }

        decimal most = entry.Rules.SelectMany(rule => rule.Then.Add).Where(add => add.Name == test.Fact.Path).Sum(add => add.Amount);
        return Compare.Holds(test.Comparison, FactValue.Number(most), wanted) ? null : $"all rules together add {FactValue.Number(most)}";
    }
}
