using System.Collections.Immutable;
using System.Text.Json;
using Json.Schema;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>A keyword that judges a value by itself, with our own arithmetic, text and equality in place of JsonSchema.Net's.</summary>
/// <param name="name">The keyword.</param>
/// <param name="read">Makes what the keyword needs out of its value; a value that it cannot have was refused before.</param>
/// <param name="judge">What is wrong with an instance, or null.</param>
internal sealed class GuardedAssertion(string name, Func<JsonElement, object?> read, Func<object?, JsonElement, string?> judge) : IKeywordHandler
{
    public string Name => name;

    public object? ValidateKeywordValue(JsonElement value) => read(value);

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        GuardedRun.TakeSteps(context, keyword.Value is ImmutableArray<JsonElement> listed ? Math.Max(1, listed.Length) : 1);
        string? error = judge(keyword.Value, context.Instance);
        return new KeywordEvaluation { Keyword = name, IsValid = error is null, Error = error };
    }
}
