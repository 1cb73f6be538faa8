using Json.Schema;
using Json.Schema.Keywords.Draft202012;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary><c>$dynamicRef</c>, counted.</summary>
internal sealed class GuardedDynamicReference : DynamicRefKeyword
{
    public override KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        GuardedRun.TakeReference(context);
        return base.Evaluate(keyword, context);
    }
}
