using System.Globalization;
using System.Runtime.CompilerServices;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>One evaluation: the options that JsonSchema.Net carries to every handler, with what the evaluation may still cost.</summary>
/// <remarks>JsonSchema.Net has neither a budget nor a cancellation, so that a spent budget can only leave it as an exception.</remarks>
internal sealed class GuardedRun : EvaluationOptions
{
    /// <summary>How many references one evaluation may follow. Recursive alternatives can double the work at every level of a value.</summary>
    public const int References = 10_000;

    // Work without references grows with schema times value only, and that can still be much.
    private const int Steps = StepBudget.Steps;

    private int references = References;
    private int steps = Steps;

    public GuardedRun(OutputFormat output)
    {
        OutputFormat = output;
        Culture = CultureInfo.InvariantCulture;
    }

    public static void TakeReference(EvaluationContext context)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (--((GuardedRun)context.Options).references < 0)
        {
            throw new BudgetSpentException();
        }
    }

    public static void TakeSteps(EvaluationContext context, int count)
    {
        GuardedRun run = (GuardedRun)context.Options;
        run.steps = count > run.steps ? throw new BudgetSpentException() : run.steps - count;
    }
}
