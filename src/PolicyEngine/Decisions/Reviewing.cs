using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>The rules of a review: reviewers by group, separation of duties, as many approvals as the entry asks for, a deadline.</summary>
/// <remarks>Asked again inside the transaction that writes the answer down, so that of two answers at once only one can be the last.
/// Source: article, "When Handoff Cannot Complete Immediately".</remarks>
public static class Reviewing
{
    /// <summary>Answers the question.</summary>
    /// <param name="vocabulary">The order of strength.</param>
    /// <param name="rule">The rule that the proposal was made under.</param>
    /// <param name="facts">The facts.</param>
    public static ReviewDecision Decide(CatalogVocabulary vocabulary, ReviewRule rule, ReviewFacts facts)
    {
        if (facts.SignIn is not { } signIn)
        {
            return new ReviewDecision.StepUp(facts.Require);
        }

        ValueArray<Reason> refused = [.. Why(rule, facts, signIn.Subject)];
        return !refused.IsEmpty ? new ReviewDecision.Refused(refused)
            : !StepUp.IsMet(vocabulary, facts.Require, signIn, facts.Now) ? new ReviewDecision.StepUp(facts.Require)
            : Answered(rule, facts);
    }

    private static ReviewDecision Answered(ReviewRule rule, ReviewFacts facts)
    {
        int missing = rule.Approvals - facts.Approved.Count;
        return facts.Answer switch
        {
            ReviewAnswer.Deny => new ReviewDecision.Denied(ReasonCodes.ReviewerDenied),
            ReviewAnswer.Narrow => new ReviewDecision.Denied(ReasonCodes.NarrowRequested),
            ReviewAnswer.Approve when missing <= 1 => new ReviewDecision.Approved(),
            ReviewAnswer.Approve => new ReviewDecision.Open(missing - 1),
            _ => new ReviewDecision.Open(missing),
        };
    }

    private static IEnumerable<Reason> Why(ReviewRule rule, ReviewFacts facts, string reviewer)
    {
        if (!rule.Reviewers.Any(facts.Groups.Contains))
        {
            yield return Because(ReasonCodes.NotAReviewer, "approval.review.reviewers");
        }

        if (!facts.Tenants.Contains(facts.Tenant))
        {
            yield return Because(ReasonCodes.TenantNotAllowed, null);
        }

        if (rule.NotTheRequester && reviewer == facts.Requester)
        {
            yield return Because(ReasonCodes.RequesterMayNotDecide, "approval.review.not_the_requester");
        }

        if (facts.Approved.Contains(reviewer))
        {
            yield return Because(ReasonCodes.DecidedBefore, "approval.review.approvals");
        }

        if (!facts.IsOpen || facts.Now >= facts.Deadline)
        {
            yield return Because(ReasonCodes.ReviewClosed, "approval.review.expires_after");
        }
    }

    private static Reason Because(string code, string? ruleId) => new() { Code = code, Dimension = Dimension.Approval, RuleId = ruleId };
}
