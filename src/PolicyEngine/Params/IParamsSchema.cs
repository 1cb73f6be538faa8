using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>A compiled params schema.</summary>
public interface IParamsSchema
{
    /// <summary>Whether a value fits; the same answer as an empty <see cref="Validate"/>.</summary>
    /// <param name="value">The value.</param>
    bool IsValid(JsonElement value);

    /// <summary>Every error of a value.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The errors in document order; empty when the value fits.</returns>
    ImmutableArray<SchemaError> Validate(JsonElement value);
}
