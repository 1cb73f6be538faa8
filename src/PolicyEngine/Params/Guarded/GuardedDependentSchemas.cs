using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>dependentSchemas</c>. JsonSchema.Net leaves the schemas out that stand under names with <c>/</c> or <c>~</c>.</summary>
internal sealed class GuardedDependentSchemas : DependentSchemasKeyword
{
    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        if (context.Instance.ValueKind != JsonValueKind.Object)
        {
            return KeywordEvaluation.Ignore;
        }

        List<EvaluationResults> details = [];
        foreach ((string name, JsonSchemaNode schema) in SchemaScope.Names(keyword.RawValue).Zip(keyword.Subschemas))
        {
            if (context.Instance.TryGetProperty(name, out _))
            {
                details.Add(schema.Evaluate(context with { EvaluationPath = context.EvaluationPath.Combine(Name, name) }));
            }
        }

        return GuardedAnnotations.Result(Name, details, annotation: null);
    }
}
