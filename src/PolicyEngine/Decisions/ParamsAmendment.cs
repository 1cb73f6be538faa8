using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>Changes the params that crossed bounds name, each as little as the wish needs. A guess until it is proven.</summary>
internal static class ParamsAmendment
{
    public static ValueArray<MergedBound> Wishes(DiscoveredAction action) => action.Attributes
        .Where(attribute => !attribute.Value.IsAbsent)
        .Select(attribute => Wish(attribute.Name, attribute.Value))
        .ToValueArray();

    public static ValueArray<MergedBound> Wishes(DerivationRequest request) =>
    [
        .. MergedBound.Of(request.Constraints.Select(constraint => new AttributeBound("constraints", constraint)).ToValueArray()),
        .. request.Identifier is null ? Array.Empty<MergedBound>() : [Wish("id", FactValue.Text(request.Identifier))],
    ];

    /// <summary>The changed params.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="stored">The applied values.</param>
    /// <param name="rules">The rules that could grant what is wished.</param>
    /// <param name="wishes">What is wished of each attribute.</param>
    /// <param name="crossings">What was crossed; bounds that were not are left alone.</param>
    public static string Of(
        CompiledPurpose purpose, AppliedValues stored, IEnumerable<AuthorityRule> rules, ValueArray<MergedBound> wishes, ValueArray<Reason> crossings)
    {
        ParamsEdit edit = new(stored.ParamsJson, purpose.ParamKinds);
        foreach (AttributeBound bound in rules.SelectMany(rule => rule.Where))
        {
            if (crossings.Any(reason => reason.RuleId?.EndsWith(".where." + bound.Name, StringComparison.Ordinal) == true))
            {
                _ = Amend(bound.Holds, wishes, edit);
            }
        }

        return edit.Json;
    }

    private static MergedBound Wish(string attribute, FactValue value) => new(
        attribute,
        When.Is(FactName.Attribute(attribute), Comparison.Equal, value),
        value.Kind == FactKind.TextSet ? new BoundShape.Only(value) : new BoundShape.Exactly(value));

    // What a param has to become to make a negation fail is not for an engine to guess.
    private static bool Amend(Condition condition, ValueArray<MergedBound> wishes, ParamsEdit edit) => condition.Match(
        all => all.Parts.Select(part => Amend(part, wishes, edit)).ToArray().Any(changed => changed),
        any => any.Parts.Any(part => Amend(part, wishes, edit)),
        _ => false,
        test => Amend(test, wishes, edit));

    private static bool Amend(Condition.Test test, ValueArray<MergedBound> wishes, ParamsEdit edit)
    {
        if (test.Operand is not Operand.Reference { Fact: { Scope: FactScope.Params } param })
        {
            return false;
        }

        bool changed = false;
        foreach (MergedBound wish in wishes.Where(wish => test.Fact == FactName.Attribute(wish.Name)))
        {
            FactValue current = edit.Get(param.Path);
            bool holds = !current.IsAbsent && Implication.Holds(wish.Holds, When.Is(test.Fact, test.Comparison, current));
            FactValue wanted = holds ? FactValue.Absent : ParamWish.Of(test.Comparison, current, wish.Shape);
            changed |= !wanted.IsAbsent && edit.Set(param.Path, wanted);
        }

        return changed;
    }
}
