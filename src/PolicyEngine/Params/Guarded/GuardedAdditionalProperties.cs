using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Json.Pointer;
using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>additionalProperties</c>. JsonSchema.Net makes expressions of its own out of the patterns beside it.</summary>
internal sealed class GuardedAdditionalProperties : AdditionalPropertiesKeyword
{
    public override void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
        JsonElement schema = context.LocalSchema;
        context.LocalSchema = keyword.RawValue;
        keyword.Subschemas = [JsonSchema.BuildNode(context)];
        keyword.Value = new Beside(
            Names(schema, "properties").ToFrozenSet(StringComparer.Ordinal),
            [.. Names(schema, "patternProperties").Select(GuardedTexts.Pattern)]);
    }

    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        if (context.Instance.ValueKind != JsonValueKind.Object)
        {
            return KeywordEvaluation.Ignore;
        }

        Beside beside = (Beside)keyword.Value!;
        GuardedRun.TakeSteps(context, beside.Patterns.Length * context.Instance.GetPropertyCount());
        JsonPointer path = context.EvaluationPath.Combine(Name);
        List<EvaluationResults> details = [];
        foreach (JsonProperty member in context.Instance.EnumerateObject().Where(member => !beside.Covers(member.Name)))
        {
            EvaluationResults result = keyword.Subschemas[0].Evaluate(context with
            {
                InstanceLocation = context.InstanceLocation.Combine(member.Name),
                Instance = member.Value,
                EvaluationPath = path,
            });
            details.Add(result);
            if (context.CanOptimize && !result.IsValid)
            {
                break;
            }
        }

        return GuardedAnnotations.Result(Name, details, GuardedAnnotations.All);
    }

    private static IEnumerable<string> Names(JsonElement schema, string keyword) =>
        schema.TryGetProperty(keyword, out JsonElement members) ? SchemaScope.Names(members) : [];

    private sealed record Beside(FrozenSet<string> Properties, ImmutableArray<SchemaPattern> Patterns)
    {
        public bool Covers(string name) => Properties.Contains(name) || Patterns.Any(pattern => pattern.IsMatch(name));
    }
}
