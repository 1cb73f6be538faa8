using System.Collections.Immutable;
using System.Diagnostics;
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
    /// <param name="question">The question that they answer.</param>
    public static IEnumerable<Reason> Of<TOutcome>(ImmutableArray<Rule> fired, RuleQuestion question)
        where TOutcome : Outcome
    {
        IFacts facts = DerivedFacts.Over(question.Facts, fired);
        return fired.Where(rule => rule.Outcome is TOutcome).Select(rule => From(rule, question with { Facts = facts }));
    }

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

    /// <summary>The value of the derived fact that a rule reads; null for a rule that reads none.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="fired">Every rule that fired.</param>
    public static FactValue? Derived(Rule? rule, ImmutableArray<Rule> fired) =>
        rule?.Asked is { Scope: FactScope.Derived } fact && DerivedFacts.Of(fact.Path, fired) is { IsAbsent: false } value ? value : null;

    private static Reason From(Rule rule, RuleQuestion question)
    {
        FactValue asked = rule.Asked is { } fact ? question.Get(fact) : FactValue.Absent;
        return new Reason
        {
            Code = CodeOf(rule.Outcome),
            Dimension = rule.Dimension,
            RuleId = rule.Id,
            Position = rule.Position,
            Asked = asked.IsAbsent ? null : asked.ToString(),
            Allowed = rule.AllowedBy.Of(question.Slots),
            Detail = rule.Remark ?? Detail(rule, asked, question),
        };
    }

    // A rule that only writes a derived fact, shortens or withholds is no reason of its own.
    private static string CodeOf(Outcome outcome) => outcome switch
    {
        Outcome.Refuse refuse => refuse.Code,
        Outcome.AskAgain ask => ask.Code,
        Outcome.RequireStrength => ReasonCodes.StepUpRequired,
        Outcome.RequireApproval => ReasonCodes.ReviewRequired,
        _ => throw new UnreachableException(),
    };

    private static string? Detail(Rule rule, FactValue asked, RuleQuestion question)
    {
        if (rule.Asked is { Scope: FactScope.Derived } derived)
        {
            return derived.ToString();
        }

        if (rule.Asked is not { Scope: FactScope.Action } attribute)
        {
            return null;
        }

        bool isGroup = attribute.Path is "any" or "all" or "not";
        return isGroup ? ConditionText.Describe(SlotFilling.Fill(rule.When, question.Slots))
            : asked.IsAbsent ? $"{AttributeMissing}: {attribute.Path}" : attribute.Path;
    }
}
