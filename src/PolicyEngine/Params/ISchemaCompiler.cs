using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Compiles a params schema. A seam: any validator that gives the same answers can stand behind it.</summary>
public interface ISchemaCompiler
{
    /// <summary>Compiles a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <returns>The compiled schema, or every defect at once.</returns>
    SchemaCompilation Compile(JsonElement schema);
}
