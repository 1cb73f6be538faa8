using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Compiles the subset of JSON Schema 2020-12 that two catalogs can be compared by, and refuses every other schema.</summary>
/// <remarks>The second opinion on params: it shares no validator with <see cref="JsonSchemaCompiler"/>.</remarks>
public sealed class SubsetSchemaCompiler : ISchemaCompiler
{
    /// <inheritdoc/>
    public SchemaCompilation Compile(JsonElement schema)
    {
        SchemaReading reading = SchemaReader.Read(schema);
        return reading.Defects.IsEmpty && reading.Uncompared.IsEmpty
            ? new SchemaCompilation.Compiled(new ParamsSchema(reading.Root), reading)
            : new SchemaCompilation.Refused([.. reading.Defects.Concat(reading.Uncompared).OrderBy(defect => defect.SchemaPath, StringComparer.Ordinal)]);
    }
}
