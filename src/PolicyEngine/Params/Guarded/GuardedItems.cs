using System.Text.Json;
using Json.Pointer;
using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>items</c>. Beside <c>prefixItems</c>, JsonSchema.Net counts the places of the items from 0 again.</summary>
internal sealed class GuardedItems : ItemsKeyword
{
    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        if (context.Instance.ValueKind != JsonValueKind.Array)
        {
            return KeywordEvaluation.Ignore;
        }

        JsonPointer path = context.EvaluationPath.Combine(Name);
        List<EvaluationResults> details = [];
        foreach ((int index, JsonElement item) in context.Instance.EnumerateArray().Index().Skip((int?)keyword.Value ?? 0))
        {
            EvaluationResults result = keyword.Subschemas[0].Evaluate(context with
            {
                InstanceLocation = context.InstanceLocation.Combine(index),
                Instance = item,
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
}
