using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>Decisions as one short text, for tables: the outcome, then the codes in their order.</summary>
internal static class Answers
{
    public static string Text(BoundaryDecision decision) => decision.Match(
        inside => Text("inside", inside.Reasons),
        ask => Text("reapprove", ask.Crossings),
        deny => Text("deny", deny.Reasons));

    public static string Text(BootstrapDecision decision) => decision.Match(
        granted => Text("granted " + granted.Mode, granted.Reasons),
        stepUp => Text("step_up", stepUp.Reasons),
        confirm => Text("confirm " + confirm.Mode, confirm.Reasons),
        review => Text("review", review.Reasons),
        refused => Text("refused", refused.Reasons));

    public static string Text(DerivationDecision decision) => decision.Match(
        _ => "issue",
        ask => Text("reapprove", ask.Crossings),
        refused => Text("refused", refused.Reasons));

    public static string Text(ProjectionDecision decision) => decision.Match(
        _ => "project",
        refused => Text("refused", refused.Reasons));

    public static ValueArray<Reason> Reasons(BoundaryDecision decision) =>
        decision.Match(inside => inside.Reasons, ask => ask.Crossings, deny => deny.Reasons);

    private static string Text(string outcome, ValueArray<Reason> reasons)
    {
        string codes = string.Join(' ', reasons.Select(reason => reason.Code).Distinct().Except(["inside"]));
        return codes.Length == 0 ? outcome : $"{outcome}: {codes}";
    }
}
