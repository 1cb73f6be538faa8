namespace MissionPolicy.Engine.Rules;

/// <summary>One comparison of a flat plan and where to go next.</summary>
internal readonly struct PlanStep
{
    /// <summary>The target that means: the condition holds.</summary>
    public const int Holds = -1;

    /// <summary>The target that means: the condition does not hold.</summary>
    public const int Fails = -2;

    public required FactName Fact { get; init; }

    public required Comparison Comparison { get; init; }

    public required FactValue Literal { get; init; }

    public FactName? Reference { get; init; }

    public required int WhenTrue { get; init; }

    public required int WhenFalse { get; init; }
}
