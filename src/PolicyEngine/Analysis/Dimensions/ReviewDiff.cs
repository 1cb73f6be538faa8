using MissionPolicy.Engine.Analysis.Effects;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>How reviewers decide, and what is there meanwhile. Over events that both versions have reviewed: otherwise the mode says
/// all.</summary>
internal static class ReviewDiff
{
    private const string Path = "$.approval.review";

    public static IEnumerable<DimensionDifference> Compare(Versions versions) =>
        (versions.Before.Entry.Approval.Review, versions.After.Entry.Approval.Review) is ({ } before, { } after)
        && Both.Of(versions) is { } both
            ? Votes(both, before, after)
                .Concat(Meanwhile(both, before, after))
                .Concat(ProvisionalDiff.Compare(versions, before.Provisional, after.Provisional))
            : [];

    private static IEnumerable<DimensionDifference> Votes(Both versions, ReviewRule before, ReviewRule after)
    {
        ReviewVote Plain(ReviewRule rule) => new()
        {
            Reviewer = Versions.Shared(before.Reviewers, after.Reviewers)[0],
            Approvals = rule.Approvals,
            Waited = TimeSpan.Zero,
            SignIn = StrengthOrder.SignIn(versions.After.Vocabulary.Levels[^1].Name, TimeSpan.Zero),
        };
        ReviewVote most = Plain(before.Approvals > after.Approvals ? before : after);
        foreach (string name in after.Reviewers.Except(before.Reviewers, StringComparer.Ordinal).ToSortedSet())
        {
            yield return Wider(versions, $"reviewer `{name}` is new", most with { Reviewer = name });
        }

        foreach (string name in before.Reviewers.Except(after.Reviewers, StringComparer.Ordinal).ToSortedSet())
        {
            yield return Narrower(versions, $"reviewer `{name}` is gone");
        }

        if (before.Approvals != after.Approvals)
        {
            string summary = $"{after.Approvals} instead of {before.Approvals} approvals";
            yield return after.Approvals < before.Approvals ? Wider(versions, summary, Plain(after)) : Narrower(versions, summary);
        }

        if (before.NotTheRequester != after.NotTheRequester)
        {
            yield return after.NotTheRequester
                ? Narrower(versions, "the requester may no longer decide")
                : Wider(versions, "the requester may decide", most with { IsRequester = true });
        }

        if (before.ExpiresAfter != after.ExpiresAfter)
        {
            string summary = $"a review waits {FactText.Duration(after.ExpiresAfter.Ticks)} instead of {FactText.Duration(before.ExpiresAfter.Ticks)}";
            yield return after.ExpiresAfter > before.ExpiresAfter
                ? Wider(versions, summary, most with { Waited = before.ExpiresAfter })
                : Narrower(versions, summary);
        }

        if (Strength(versions, before, after, most) is { } strength)
        {
            yield return strength;
        }
    }

    private static DimensionDifference? Strength(Both versions, ReviewRule before, ReviewRule after, ReviewVote most)
    {
        StrengthRequirement was = before.ReviewerStrengthOr(versions.Before.Entry.Authentication.Require);
        StrengthRequirement now = after.ReviewerStrengthOr(versions.After.Entry.Authentication.Require);
        SignInFacts? weaker = StrengthOrder.Weaker(versions.Before, was, versions.After, now);
        SignInFacts? stronger = StrengthOrder.Weaker(versions.After, now, versions.Before, was);
        Witness? witness = weaker is null ? null : Confirm(versions, most with { SignIn = weaker });
        return Verdict.Of(
            DiffDimension.Review,
            weaker is null ? false : witness is null ? null : true,
            stronger is not null,
            $"the reviewers' sign-in \"{AuthenticationEdit.Text(was)}\" becomes \"{AuthenticationEdit.Text(now)}\"",
            versions.BeforeAt(Path),
            versions.AfterAt(Path),
            witness);
    }

    private static IEnumerable<DimensionDifference> Meanwhile(Both versions, ReviewRule before, ReviewRule after)
    {
        if (before.InterimIdToken == after.InterimIdToken)
        {
            return [];
        }

        const string Gone = "no ID token is given any more while the review waits";
        return [after.InterimIdToken
            ? Verdict.Wider(DiffDimension.Review, "an ID token is given while the review waits", versions.BeforeAt(Path), versions.AfterAt(Path), ConfirmInterim(versions))
            : Narrower(versions, Gone)];
    }

    private static DimensionDifference Wider(Both versions, string summary, ReviewVote vote) =>
        Verdict.Wider(DiffDimension.Review, summary, versions.BeforeAt(Path), versions.AfterAt(Path), Confirm(versions, vote));

    private static DimensionDifference Narrower(Both versions, string summary) =>
        Verdict.Narrower(DiffDimension.Review, summary, versions.BeforeAt(Path), versions.AfterAt(Path));

    private static Witness? Confirm(Both versions, ReviewVote vote)
    {
        MissionQuestion mission = versions.Mission;
        if (Both.RuleOf(versions.Before, mission) is not { } was || Both.RuleOf(versions.After, mission) is not { } now)
        {
            return null;
        }

        (ReviewDecision before, ReviewDecision after) = (vote.Decide(versions.Before, was), vote.Decide(versions.After, now));
        return after is ReviewDecision.Approved && before is not ReviewDecision.Approved
            ? new Witness { Question = Trial.Question(mission, "review", vote.Json), BeforeAnswer = AnswerText.Of(before), AfterAnswer = AnswerText.Of(after) }
            : null;
    }

    private static Witness? ConfirmInterim(Both versions)
    {
        MissionQuestion mission = versions.Mission;
        return Trial.Bootstrap(versions.Before, mission) is BootstrapDecision.Review { Rule.InterimIdToken: false } was
            && Trial.Bootstrap(versions.After, mission) is BootstrapDecision.Review { Rule.InterimIdToken: true } now
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) + ", with an interim ID token" }
            : null;
    }

    // Two versions, and an event that both have reviewed.
    private sealed record Both(Versions Versions, MissionQuestion Mission)
    {
        public CompiledPurpose Before => Versions.Before;

        public CompiledPurpose After => Versions.After;

        public SourcePosition BeforeAt(string path) => Versions.BeforeAt(path);

        public SourcePosition AfterAt(string path) => Versions.AfterAt(path);

        // Null when both versions never have the same event reviewed: then their terms meet nowhere.
        public static Both? Of(Versions versions)
        {
            MissionQuestion plain = MissionQuestion.Plain(versions);
            if (IsReviewed(versions, plain))
            {
                return new Both(versions, plain);
            }

            if (!versions.HaveRules)
            {
                bool areReviewed = versions.Before.Entry.Approval.Mode == ApprovalMode.Review
                    && versions.After.Entry.Approval.Mode == ApprovalMode.Review;
                return areReviewed ? new Both(versions, plain) : null;
            }

            MissionQuestion? found = null;
            bool? isThere = new EventSearch(versions).Find(
                (before, after) =>
                    When.All(before.Admitted, after.Admitted, before.Needs(ApprovalMode.Review), after.Needs(ApprovalMode.Review)),
                mission => IsReviewed(versions, found = mission with { Answer = null }));
            return isThere == true ? new Both(versions, found!) : isThere == false ? null : new Both(versions, plain);
        }

        // A Mission that has to be made beforehand comes to its reviewers without a sign-in.
        public static ReviewRule? RuleOf(CompiledPurpose purpose, MissionQuestion mission) =>
            Trial.Bootstrap(purpose, mission) is BootstrapDecision.Review review ? review.Rule
            : purpose.Entry.Approval is { Precreated: true, Mode: ApprovalMode.Review } ? purpose.Entry.Approval.Review
            : null;

        private static bool IsReviewed(Versions versions, MissionQuestion mission) =>
            RuleOf(versions.Before, mission) is not null && RuleOf(versions.After, mission) is not null;
    }
}
