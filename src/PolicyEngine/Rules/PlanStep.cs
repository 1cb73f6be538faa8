namespace MissionPolicy.Engine.Rules;

/// <summary>One comparison of a flat plan and where to go next.</summary>
internal readonly struct PlanStep
{
    /// <summary>The target that means: no condition holds.</summary>
    public const int NoneHolds = -1;

    /// <summary>The slot of a comparison whose operand stands in no slot.</summary>
    public const int NoSlot = -1;

    /// <summary>The target that means: the condition with this index holds.</summary>
    /// <param name="index">The index of the condition.</param>
    public static int HoldsAt(int index) => -2 - index;

    /// <summary>The index that a target means, or -1 when no condition holds.</summary>
    /// <param name="target">A target below zero.</param>
    public static int IndexAt(int target) => target == NoneHolds ? -1 : -2 - target;

    public required FactName Fact { get; init; }

    public required Comparison Comparison { get; init; }

    public required FactValue Literal { get; init; }

    /// <summary>The slot that holds the operand, or <see cref="NoSlot"/>.</summary>
    public int Slot { get; init; }

    public bool HasReference { get; init; }

    public FactName Reference { get; init; }

    public required int WhenTrue { get; init; }

    public required int WhenFalse { get; init; }

    /// <summary>Whether the comparison holds.</summary>
    /// <param name="fact">The left side.</param>
    /// <param name="slots">What fills the slots; a slot beyond them is empty and compares with nothing.</param>
    /// <param name="facts">Where a reference is read.</param>
    public bool Holds(in FactValue fact, ReadOnlySpan<FactValue> slots, IFacts facts) =>
        HasReference ? Holds(fact, facts.Get(Reference))
        : Slot == NoSlot ? Holds(fact, Literal)
        : Slot < slots.Length ? Holds(fact, slots[Slot]) : Holds(fact, FactValue.Absent);

    // The tests that most actions meet are compared here; the others in the table that all of them share.
    private bool Holds(in FactValue fact, in FactValue operand) => Comparison switch
    {
        Comparison.Equal => !fact.IsAbsent && fact.Equals(operand),
        Comparison.Present => operand.Kind == FactKind.Flag && fact.IsAbsent == operand.IsZero,
        _ => Compare.Holds(Comparison, fact, operand),
    };
}
