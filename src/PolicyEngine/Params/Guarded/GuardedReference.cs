using Json.Schema;
using Json.Schema.Keywords;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>$ref</c>, counted.</summary>
internal sealed class GuardedReference : RefKeyword
{
    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        GuardedRun.TakeReference(context);
        return base.Evaluate(keyword, context);
    }
}
