using System.Text.Json;
using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>properties</c>.</summary>
/// <remarks>JsonSchema.Net notes the members that it judged by escaped names, so that <c>unevaluatedProperties</c> takes one for another.</remarks>
internal sealed class GuardedProperties : PropertiesKeyword
{
    public override object? ValidateKeywordValue(JsonElement value) => SchemaScope.Names(value).Any(name => SchemaScope.Escape(name) != name);

    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        KeywordEvaluation result = base.Evaluate(keyword, context);
        if (!(bool)keyword.Value! || result.Annotation is null)
        {
            return result;
        }

        IEnumerable<string> judged = SchemaScope.Names(keyword.RawValue).Where(name => context.Instance.TryGetProperty(name, out _));
        return result with { Annotation = GuardedAnnotations.Names(judged) };
    }
}
