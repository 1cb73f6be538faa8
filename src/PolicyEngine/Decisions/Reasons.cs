using System.Collections.Immutable;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>From fired rules to reasons, always in the same order.</summary>
internal static class Reasons
{
    public const string AttributeMissing = "attribute_missing";

    /// <summary>The reasons of the fired rules with one kind of outcome.</summary>
    /// <typeparam name="TOutcome">The kind of outcome.</typeparam>
    /// <param name="fired">The fired rules.</param>
    /// <param name="facts">The facts that they fired on.</param>
    public static IEnumerable<Reason> Of<TOutcome>(ImmutableArray<Rule> fired, IFacts facts)
        where TOutcome : Outcome =>
        fired.Where(rule => rule.Outcome is TOutcome).Select(rule => From(rule, facts));

    /// <summary>Sorted by dimension, code, rule, detail and what was asked; no reason stands twice. What one rule found in two things is two reasons.</summary>
    /// <param name="reasons">The reasons.</param>
    public static ValueArray<Reason> Sort(IEnumerable<Reason> reasons) => reasons
        .DistinctBy(reason => (reason.Code, reason.RuleId, reason.Detail, reason.Asked))
        .OrderBy(reason => reason.Dimension)
        .ThenBy(reason => reason.Code, StringComparer.Ordinal)
        .ThenBy(reason => reason.RuleId, StringComparer.Ordinal)
        .ThenBy(reason => reason.Detail, StringComparer.Ordinal)
        .ThenBy(reason => reason.Asked, StringComparer.Ordinal)
        .ToValueArray();

    private static Reason From(Rule rule, IFacts facts)
    {
        FactValue asked = rule.Asked is { } fact ? facts.Get(fact) : FactValue.Absent;
        return new Reason
        {
            Code = rule.Outcome.Match(refuse => refuse.Code, ask => ask.Code, _ => ReasonCodes.StepUpRequired, _ => ReasonCodes.ReviewRequired),
            Dimension = rule.Dimension,
            RuleId = rule.Id,
            Position = rule.Position,
            Asked = asked.IsAbsent ? null : asked.ToString(),
            Allowed = rule.Allowed,
            Detail = Detail(rule, asked),
        };
    }

    private static string? Detail(Rule rule, FactValue asked)
    {
        if (rule.Asked is not { Scope: FactScope.Action } attribute)
        {
            return null;
        }

        bool isGroup = attribute.Path is "any" or "all" or "not";
        return isGroup ? ConditionText.Describe(rule.When) : asked.IsAbsent ? $"{AttributeMissing}: {attribute.Path}" : attribute.Path;
    }
}
