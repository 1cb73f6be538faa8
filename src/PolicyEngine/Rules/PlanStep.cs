namespace MissionPolicy.Engine.Rules;

/// <summary>One comparison of a flat plan and where to go next.</summary>
internal readonly struct PlanStep
{
    /// <summary>The target that means: the condition holds.</summary>
    public const int Always = -1;

    /// <summary>The target that means: the condition does not hold.</summary>
    public const int Never = -2;

    public required FactName Fact { get; init; }

    public required Comparison Comparison { get; init; }

    public required FactValue Literal { get; init; }

    public bool HasReference { get; init; }

    public FactName Reference { get; init; }

    public required int WhenTrue { get; init; }

    public required int WhenFalse { get; init; }

    // The tests that most actions meet are compared here; the others in the table that all of them share.
    public bool Holds(in FactValue fact, IFacts facts)
    {
        if (HasReference)
        {
            return Compare.Holds(Comparison, fact, facts.Get(Reference));
        }

        return Comparison switch
        {
            Comparison.Equal => !fact.IsAbsent && fact.Equals(Literal),
            Comparison.Present => Literal.Kind == FactKind.Flag && fact.IsAbsent == Literal.IsZero,
            _ => Compare.Holds(Comparison, fact, Literal),
        };
    }
}
