using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>Answers in one line, with the words that catalog cases use.</summary>
internal static class AnswerText
{
    public static string Of(BoundaryDecision decision) => decision.Match(
        _ => "inside",
        ask => With("reapprove", ask.Crossings),
        deny => With("deny", deny.Reasons));

    public static string Of(BootstrapDecision decision) => decision.Match(
        granted => With("granted", granted.Reasons),
        stepUp => "step_up: " + StepUp.Detail(stepUp.Requirement),
        confirm => With("confirm", confirm.Reasons),
        review => With("review", review.Reasons),
        refused => With("refused", refused.Reasons));

    public static string Of(ProjectionDecision decision) => decision.Match(
        project => $"project: params {project.Claims.ParamsJson}{Bounds(project.Claims)}, actor {project.Claims.Actor ?? "none"}, until {FactText.Instant(project.Claims.ExpiresAt)}",
        refused => With("refused", refused.Reasons));

    public static string Of(ReviewDecision decision) => decision.Match(
        refused => With("refused", refused.Reasons),
        stepUp => "step_up: " + StepUp.Detail(stepUp.Requirement),
        open => $"open: {open.Missing} missing",
        _ => "approved",
        denied => $"denied: {denied.Code}");

    public static string Of(CeilingDecision decision) => decision.Match(
        _ => "goes on",
        _ => "goes on in part",
        suspended => With("suspended", suspended.Reasons));

    public static bool Has(BootstrapDecision decision, params ReadOnlySpan<string> codes)
    {
        foreach (Reason reason in decision.Match(granted => granted.Reasons, step => step.Reasons, confirm => confirm.Reasons, review => review.Reasons, refused => refused.Reasons))
        {
            if (codes.Contains(reason.Code))
            {
                return true;
            }
        }

        return false;
    }

    private static string Bounds(ProjectionClaims claims)
    {
        string[] bounds = [.. claims.Grants.SelectMany(grant => grant.Where.Select(bound => $"{grant.Resource} {ConditionText.Describe(bound.Holds)}"))];
        return bounds.Length == 0 ? string.Empty : $", bounds {string.Join("; ", bounds)}";
    }

    private static string With(string outcome, ValueArray<Reason> reasons) =>
        reasons.IsEmpty ? outcome : $"{outcome}: {string.Join(", ", reasons.Select(reason => reason.Code).Distinct(StringComparer.Ordinal))}";
}
