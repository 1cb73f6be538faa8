using System.Collections.Immutable;
using System.Diagnostics;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Puts the values of one Mission into the slots of a shape.</summary>
internal static class SlotFilling
{
    /// <summary>The condition with every slot replaced by its value.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="slots">The values; empty when the condition has no slots.</param>
    public static Condition Fill(Condition condition, ValueArray<FactValue> slots) => slots.IsEmpty ? condition : Operands(condition, operand => Fill(operand, slots));

    /// <summary>The value of a literal or of a slot; absent for a reference to a fact.</summary>
    /// <param name="operand">The operand.</param>
    /// <param name="slots">The values.</param>
    public static FactValue Value(Operand operand, ValueArray<FactValue> slots) =>
        Fill(operand, slots).Match(literal => literal.Value, _ => FactValue.Absent);

    /// <summary>The condition with every operand replaced; the tree stays as it is.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="replace">The new operand of a test.</param>
    public static Condition Operands(Condition condition, Func<Operand, Operand> replace) => Tests(condition, test => test with { Operand = replace(test.Operand) });

    /// <summary>The condition with every test replaced; the tree stays as it is.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="replace">The new test.</param>
    public static Condition Tests(Condition condition, Func<Condition.Test, Condition.Test> replace) => condition switch
    {
        Condition.All all => new Condition.All(Tests(all.Parts, replace)),
        Condition.Any any => new Condition.Any(Tests(any.Parts, replace)),
        Condition.Not not => new Condition.Not(Tests(not.Part, replace)),
        Condition.Test test => replace(test),
        _ => throw new UnreachableException(),
    };

    private static ValueArray<Condition> Tests(ValueArray<Condition> parts, Func<Condition.Test, Condition.Test> replace)
    {
        ImmutableArray<Condition>.Builder replaced = ImmutableArray.CreateBuilder<Condition>(parts.Count);
        foreach (Condition part in parts)
        {
            replaced.Add(Tests(part, replace));
        }

        return new(replaced.MoveToImmutable());
    }

    private static Operand Fill(Operand operand, ValueArray<FactValue> slots) => operand is Operand.Reference { Fact: { Scope: FactScope.Slot } slot }
        ? new Operand.Literal(slots[slot.Slot])
        : operand;
}
