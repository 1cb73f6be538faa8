namespace MissionPolicy.Engine.Params;

/// <summary>How many schemas one run may still ask. Recursive alternatives can double the work at every level of a value.</summary>
internal sealed class StepBudget
{
    /// <summary>Far more than any real params need, and still well under a second.</summary>
    public const int Steps = 200_000;

    private int left = Steps;

    public bool IsSpent => left < 0;

    /// <summary>Takes one step; false when none is left.</summary>
    public bool Take() => left >= 0 && --left >= 0;
}
