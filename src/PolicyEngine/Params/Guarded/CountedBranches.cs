using System.Text.Json;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>allOf</c>, <c>anyOf</c>, <c>oneOf</c>, counted: long lists of branches multiply with every item of a value.</summary>
/// <param name="inner">The handler of JsonSchema.Net.</param>
internal sealed class CountedBranches(IKeywordHandler inner) : IKeywordHandler
{
    public string Name => inner.Name;

    public object? ValidateKeywordValue(JsonElement value) => inner.ValidateKeywordValue(value);

    public void BuildSubschemas(KeywordData keyword, BuildContext context) => inner.BuildSubschemas(keyword, context);

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        GuardedRun.TakeSteps(context, keyword.Subschemas.Length);
        return inner.Evaluate(keyword, context);
    }
}
