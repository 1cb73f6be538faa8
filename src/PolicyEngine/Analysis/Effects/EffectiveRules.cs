using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Effects;

/// <summary>The bootstrap rules of a purpose without derived facts: each condition speaks about the event alone. What only writes a derived
/// fact is gone.</summary>
internal sealed class EffectiveRules
{
    // Twelve writers are 4,096 sets, which a reviewer no longer looks over either.
    private const int MostWriters = 12;
    private const int MostParts = 50_000;

    private readonly ImmutableArray<Rule> source;
    private readonly Condition[] expanded;

    private EffectiveRules(ImmutableArray<Rule> source)
    {
        this.source = source;
        expanded = [.. source.Select(rule => rule.When)];
        foreach (int index in RuleStrata.Of(source).SelectMany(layer => layer))
        {
            expanded[index] = PartialEvaluation.OfShared(Expand(source[index].When), _ => null);
            IsExact &= Parts(expanded[index], MostParts) > 0;
        }

        Rules = [.. source.Select((rule, index) => rule with { When = expanded[index] }).Where(rule => rule.Outcome.Writes is null)];
    }

    /// <summary>Whether every derived fact could be written out; otherwise conditions still name some.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>The rules.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The rules of an author among them.</summary>
    public IEnumerable<Rule> OfAuthor => Rules.Where(rule => AuthorRules.NameOf(rule) is not null);

    public static EffectiveRules Of(CompiledPurpose purpose) => new(purpose.Rules.Rules.Items);

    /// <summary>When one of the author's rules with an outcome fires.</summary>
    /// <typeparam name="TOutcome">The outcome.</typeparam>
    /// <param name="counts">Whether an outcome counts.</param>
    public Condition Any<TOutcome>(Func<TOutcome, bool> counts)
        where TOutcome : Outcome => PartialEvaluation.OfShared(
            new Condition.Any(
                OfAuthor.Where(rule => rule.Outcome is TOutcome outcome && counts(outcome)).Select(rule => rule.When).ToValueArray()),
            _ => null);

    private Condition Expand(Condition condition) => condition.Match<Condition>(
        all => new Condition.All(all.Parts.Select(Expand).ToValueArray()),
        any => new Condition.Any(any.Parts.Select(Expand).ToValueArray()),
        not => new Condition.Not(Expand(not.Part)),
        test => test.Fact.Scope != FactScope.Derived ? test : Written(test));

    private Condition Written(Condition.Test test)
    {
        (Outcome Outcome, Condition When)[] writers = [.. source
            .Select((rule, index) => (rule.Outcome, When: expanded[index]))
            .Where(writer => writer.Outcome.Writes == test.Fact && writer.When != Condition.Never)];
        switch (test)
        {
            case { Comparison: Comparison.Contains, Operand: Operand.Literal { Value: var text } }:
                return new Condition.Any(writers
                    .Where(writer => writer.Outcome is Outcome.Tag tag && tag.Text == text.AsText)
                    .Select(writer => writer.When)
                    .Distinct()
                    .ToValueArray());
            case { Comparison: Comparison.AtLeast or Comparison.Over, Operand: Operand.Literal { Value: var limit } }:
                (Condition When, decimal Amount)[] amounts = [.. writers
                    .GroupBy(writer => writer.When)
                    .Select(same => (same.Key, same.Sum(writer => writer.Outcome is Outcome.Add add ? add.Amount : 0)))];
                if (amounts.Length <= MostWriters)
                {
                    return new SumExpansion(
                        amounts,
                        sum => test.Comparison == Comparison.Over ? sum > limit.AsNumber : sum >= limit.AsNumber).Condition;
                }

                break;
        }

        IsExact = false;
        return test;
    }

    // How many tests more may stand; none once a condition is too large to be searched.
    private static int Parts(Condition condition, int most) => most <= 0 ? 0 : condition.Match(
        all => all.Parts.Aggregate(most, (left, part) => Parts(part, left)),
        any => any.Parts.Aggregate(most, (left, part) => Parts(part, left)),
        not => Parts(not.Part, most),
        _ => most - 1);
}
