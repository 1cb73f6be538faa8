using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>Conditions as one flat run of comparisons, which ends at the first condition that holds.</summary>
/// <param name="Steps">The comparisons.</param>
/// <param name="Entry">Where to begin.</param>
internal readonly record struct RulePlan(ImmutableArray<PlanStep> Steps, int Entry)
{
    public static RulePlan Of(ImmutableArray<Condition> conditions)
    {
        PlanBuilder builder = new();
        int entry = PlanStep.NoneHolds;
        for (int index = conditions.Length - 1; index >= 0; index--)
        {
            entry = builder.Emit(conditions[index], PlanStep.HoldsAt(index), entry);
        }

        return new RulePlan(builder.Steps, entry);
    }

    /// <summary>The index of the first condition that holds, or -1.</summary>
    /// <param name="question">The question.</param>
    public int First(RuleQuestion question)
    {
        ReadOnlySpan<PlanStep> steps = Steps.AsSpan();
        ReadOnlySpan<FactValue> slots = question.Slots.Items.AsSpan();
        IFacts facts = question.Facts;
        int at = Entry;
        while (at >= 0)
        {
            ref readonly PlanStep step = ref steps[at];
            at = step.Holds(facts.Get(step.Fact), slots, facts) ? step.WhenTrue : step.WhenFalse;
        }

        return PlanStep.IndexAt(at);
    }
}
