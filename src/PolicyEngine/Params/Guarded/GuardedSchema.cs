using System.Collections.Immutable;
using System.Text.Json;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>A schema that JsonSchema.Net judges by, behind guards.</summary>
/// <param name="schema">The schema.</param>
/// <param name="height">How many schemas judge one value at most, one inside the other.</param>
internal sealed class GuardedSchema(JsonSchema schema, int height) : IParamsSchema
{
    // Every schema inside another one costs up to 2 KB of stack; so many fit into the smallest stack of a thread, which is 1 MB.
    private const int Nested = 384;

    private readonly int maxDepth = Math.Min(JsonInput.MaxDepth, Nested / height);

    public bool IsValid(JsonElement value) => Validate(value).IsEmpty;

    public ImmutableArray<SchemaError> Validate(JsonElement value)
    {
        if (JsonInput.Fault(value, maxDepth) is { } fault)
        {
            return [new SchemaError(fault.Path, string.Empty, SchemaError.Json, fault.Message)];
        }

        // The answer is that of the short run; the long one only explains it.
        try
        {
            return Evaluate(value, OutputFormat.Flag).IsValid ? [] : GuardedErrors.Of(Evaluate(value, OutputFormat.Hierarchical));
        }
        catch (BudgetSpentException)
        {
            return [new SchemaError(string.Empty, string.Empty, SchemaError.Json, "takes too many steps to check")];
        }
        catch (Exception thrown)
        {
            // What JsonSchema.Net cannot judge was never judged, so that it is refused.
            return [new SchemaError(string.Empty, string.Empty, SchemaError.ValidatorFailed, $"cannot be checked: {thrown.GetType().Name}")];
        }
    }

    private EvaluationResults Evaluate(JsonElement value, OutputFormat output) => schema.Evaluate(
        value,
        new GuardedRun(output) { RequireFormatValidation = true, FormatRegistry = GuardedDialect.Formats });
}
