using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>A compiled schema of the closed subset.</summary>
internal sealed class ParamsSchema(SchemaNode root) : IParamsSchema
{
    public bool IsValid(JsonElement value) => new SchemaValidation(null).Check(root, value, string.Empty);

    public ImmutableArray<SchemaError> Validate(JsonElement value)
    {
        ImmutableArray<SchemaError>.Builder errors = ImmutableArray.CreateBuilder<SchemaError>();
        new SchemaValidation(errors).Check(root, value, string.Empty);
        return errors.ToImmutable();
    }
}
