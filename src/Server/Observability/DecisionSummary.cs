using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Observability;

/// <summary>What telemetry says of a decision.</summary>
/// <param name="Outcome">The outcome word, the one of <see cref="DecisionJson"/>.</param>
/// <param name="Reasons">Why; telemetry takes no more of them than their codes.</param>
internal readonly record struct DecisionSummary(string Outcome, ValueArray<Reason> Reasons)
{
    /// <summary>No decision, because the store could not be asked or could not keep the record.</summary>
    public static DecisionSummary Indeterminate { get; } = new("indeterminate", []);

    public static DecisionSummary Of(BoundaryDecision decision) => decision.Match(
        static inside => new DecisionSummary("inside", inside.Reasons),
        static ask => new DecisionSummary("reapprove", ask.Crossings),
        static deny => new DecisionSummary("deny", deny.Reasons));

    public static DecisionSummary Of(BootstrapDecision decision) => decision.Match(
        static granted => new DecisionSummary("granted", granted.Reasons),
        static stepUp => new DecisionSummary("step_up", stepUp.Reasons),
        static confirm => new DecisionSummary("confirm", confirm.Reasons),
        static review => new DecisionSummary("review", review.Reasons),
        static refused => new DecisionSummary("refused", refused.Reasons));

    public static DecisionSummary Of(DerivationDecision decision) => decision.Match(
        static _ => new DecisionSummary("issue", []),
        static ask => new DecisionSummary("reapprove", ask.Crossings),
        static refused => new DecisionSummary("deny", refused.Reasons));

    public static DecisionSummary Of(ProjectionDecision decision) => decision.Match(
        static _ => new DecisionSummary("project", []),
        static refused => new DecisionSummary("deny", refused.Reasons));

    public static DecisionSummary Of(ReviewDecision decision) => decision.Match(
        static refused => new DecisionSummary("refused", refused.Reasons),
        static _ => new DecisionSummary("step_up", []),
        static _ => new DecisionSummary("open", []),
        static _ => new DecisionSummary("approved", []),
        static denied => new DecisionSummary("denied", [new Reason { Code = denied.Code, Dimension = Dimension.Approval }]));
}
