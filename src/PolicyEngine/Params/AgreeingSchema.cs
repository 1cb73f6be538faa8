using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Two validators that share no code for evaluation; a value that only one of them accepts is refused.</summary>
/// <param name="deciding">The one that decides where there is no second opinion.</param>
/// <param name="second">The second opinion; where both refuse, its errors are the better explained ones.</param>
internal sealed class AgreeingSchema(IParamsSchema deciding, IParamsSchema second) : IParamsSchema
{
    public bool IsValid(JsonElement value) => Validate(value).IsEmpty;

    public ImmutableArray<SchemaError> Validate(JsonElement value)
    {
        // The second validator counts every step, so that it is the cheaper one to ask first.
        ImmutableArray<SchemaError> errors = second.Validate(value);
        if (IsNotJudged(errors))
        {
            return errors;
        }

        ImmutableArray<SchemaError> decided = deciding.Validate(value);
        return IsNotJudged(decided) ? decided
            : decided.IsEmpty == errors.IsEmpty ? errors
            : [Disagreement(decided.IsEmpty ? "the second validator" : "JsonSchema.Net", decided.IsEmpty ? errors[0] : decided[0])];
    }

    private static bool IsNotJudged(ImmutableArray<SchemaError> errors) =>
        errors.Any(error => error.Keyword is SchemaError.Json or SchemaError.ValidatorFailed);

    private static SchemaError Disagreement(string refusing, SchemaError error) => new(
        error.InstancePath,
        error.SchemaPath,
        SchemaError.ValidatorsDisagree,
        $"only {refusing} refuses this, by {error.Keyword}; report it as a defect");
}
