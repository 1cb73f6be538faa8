using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>A compiled schema of the compared subset.</summary>
internal sealed class ParamsSchema(SchemaNode root) : IParamsSchema
{
    public bool IsValid(JsonElement value)
    {
        if (JsonInput.Fault(value, JsonInput.MaxDepth) is not null)
        {
            return false;
        }

        StepBudget budget = new();
        bool fits = new SchemaValidation(null, budget).Check(root, value, string.Empty);
        return fits && !budget.IsSpent;
    }

    public ImmutableArray<SchemaError> Validate(JsonElement value)
    {
        if (JsonInput.Fault(value, JsonInput.MaxDepth) is { } fault)
        {
            return [new SchemaError(fault.Path, string.Empty, SchemaError.Json, fault.Message)];
        }

        StepBudget budget = new();
        ImmutableArray<SchemaError>.Builder errors = ImmutableArray.CreateBuilder<SchemaError>();
        new SchemaValidation(errors, budget).Check(root, value, string.Empty);
        if (budget.IsSpent)
        {
            // Inside `not`, a check that was cut short counts as a fit: a run without budget is refused whatever it found.
            errors.Add(new SchemaError(string.Empty, string.Empty, SchemaError.Json, "takes too many steps to check"));
        }

        return errors.ToImmutable();
    }
}
