using System.Collections.Immutable;
using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>patternProperties</c> with expressions that run in linear time, for patterns with <c>/</c> and <c>~</c> as well.</summary>
internal sealed class GuardedPatternProperties : PatternPropertiesKeyword
{
    public override object? ValidateKeywordValue(JsonElement value) => SchemaScope.Names(value).Select(GuardedTexts.Pattern).ToImmutableArray();

    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        if (context.Instance.ValueKind != JsonValueKind.Object)
        {
            return KeywordEvaluation.Ignore;
        }

        ImmutableArray<SchemaPattern> patterns = (ImmutableArray<SchemaPattern>)keyword.Value!;
        GuardedRun.TakeSteps(context, patterns.Length * context.Instance.GetPropertyCount());
        HashSet<string> covered = new(StringComparer.Ordinal);
        List<EvaluationResults> details = [];
        foreach ((SchemaPattern pattern, JsonSchemaNode schema) in patterns.Zip(keyword.Subschemas))
        {
            foreach (JsonProperty member in context.Instance.EnumerateObject().Where(member => pattern.IsMatch(member.Name)))
            {
                covered.Add(member.Name);
                details.Add(schema.Evaluate(context with
                {
                    InstanceLocation = context.InstanceLocation.Combine(member.Name),
                    Instance = member.Value,
                    EvaluationPath = context.EvaluationPath.Combine(Name, pattern.Source),
                }));
            }
        }

        return GuardedAnnotations.Result(Name, details, GuardedAnnotations.Names(covered));
    }
}
