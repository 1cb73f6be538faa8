using System.Collections.Immutable;

namespace MissionPolicy.Engine.Rules;

/// <summary>Turns condition trees into steps with jump targets, so that asking is one loop over an array.</summary>
/// <remarks>Built backwards: a part is emitted after the parts that follow it, so every target is known when a step is written.</remarks>
internal sealed class PlanBuilder
{
    private readonly List<PlanStep> steps = [];

    public ImmutableArray<PlanStep> Steps => [.. steps];

    /// <summary>Emits a condition.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="whenTrue">Where to go when it holds.</param>
    /// <param name="whenFalse">Where to go when it does not.</param>
    /// <returns>Where it begins.</returns>
    public int Emit(Condition condition, int whenTrue, int whenFalse) => condition.Match(
        all =>
        {
            int next = whenTrue;
            for (int index = all.Parts.Count - 1; index >= 0; index--)
            {
                next = Emit(all.Parts[index], next, whenFalse);
            }

            return next;
        },
        any =>
        {
            int next = whenFalse;
            for (int index = any.Parts.Count - 1; index >= 0; index--)
            {
                next = Emit(any.Parts[index], whenTrue, next);
            }

            return next;
        },
        not => Emit(not.Part, whenFalse, whenTrue),
        test => Add(test, whenTrue, whenFalse));

    private int Add(Condition.Test test, int whenTrue, int whenFalse)
    {
        if (whenTrue == whenFalse)
        {
            return whenTrue;
        }

        steps.Add(new PlanStep
        {
            Fact = test.Fact,
            Comparison = test.Comparison,
            Literal = test.Operand.Match(literal => literal.Value, _ => FactValue.Absent),
            Slot = test.Operand.Match(_ => PlanStep.NoSlot, reference => reference.Fact.Scope == FactScope.Slot ? reference.Fact.Slot : PlanStep.NoSlot),
            HasReference = test.Operand is Operand.Reference { Fact.Scope: not FactScope.Slot },
            Reference = test.Operand.Match(_ => default, reference => reference.Fact),
            WhenTrue = whenTrue,
            WhenFalse = whenFalse,
        });
        return steps.Count - 1;
    }
}
