using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Envelopes;

/// <summary>Replaces references to params and subject claims by their values.</summary>
/// <remarks>Fails closed on both sides of a negation: a bound whose param is not there allows nothing, and a negated
/// bound still needs the attribute that it speaks about.</remarks>
internal static class ConditionBinder
{
    public static Condition Bind(Condition condition, GoverningInputs inputs) => Bind(condition, inputs, refuses: false);

    // refuses: whether this part stands under an odd number of negations, where "holds" means "not allowed".
    private static Condition Bind(Condition condition, GoverningInputs inputs, bool refuses) => condition.Match<Condition>(
        all => new Condition.All(all.Parts.Select(part => Bind(part, inputs, refuses)).ToValueArray()),
        any => new Condition.Any(any.Parts.Select(part => Bind(part, inputs, refuses)).ToValueArray()),
        not => new Condition.Not(Bind(not.Part, inputs, !refuses)),
        test => Test(test, inputs, refuses));

    private static Condition Test(Condition.Test test, GoverningInputs inputs, bool refuses)
    {
        FactValue value = test.Operand.Match(literal => literal.Value, reference => inputs.Fact(reference.Fact));
        if (value.IsAbsent)
        {
            return refuses ? Condition.Always : Condition.Never;
        }

        Condition bound = When.Is(test.Fact, test.Comparison, value);
        return refuses && test.Comparison != Comparison.Present
            ? When.Any(bound, When.Is(test.Fact, Comparison.Present, FactValue.Flag(false)))
            : bound;
    }
}
