using System.Text.Json;
using MissionPolicy.Engine.Params.Guarded;

namespace MissionPolicy.Engine.Params;

/// <summary>Compiles params schemas of JSON Schema 2020-12 for JsonSchema.Net behind guards.</summary>
/// <remarks>Where the compared subset can read the schema, its validator is asked as well, and both have to agree.</remarks>
public sealed class JsonSchemaCompiler : ISchemaCompiler
{
    private readonly Func<SchemaNode, IParamsSchema> second;

    /// <summary>A compiler with the second opinion of the compared subset.</summary>
    public JsonSchemaCompiler()
        : this(root => new ParamsSchema(root))
    {
    }

    internal JsonSchemaCompiler(Func<SchemaNode, IParamsSchema> second) => this.second = second;

    /// <inheritdoc/>
    public SchemaCompilation Compile(JsonElement schema)
    {
        SchemaReading reading = SchemaReader.Read(schema);
        if (!reading.Defects.IsEmpty)
        {
            return new SchemaCompilation.Refused(reading.Defects);
        }

        return !GuardedBuilder.TryBuild(reading, out GuardedSchema? guarded, out string why)
            ? new SchemaCompilation.Refused([new SchemaDefect(string.Empty, string.Empty, why)])
            : new SchemaCompilation.Compiled(reading.Uncompared.IsEmpty ? new AgreeingSchema(guarded, second(reading.Root)) : guarded, reading);
    }
}
