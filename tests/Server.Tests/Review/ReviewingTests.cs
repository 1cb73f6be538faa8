using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Server.Tests.Review;

/// <summary>The engine's answers to reviewers, row by row.</summary>
public sealed class ReviewingTests
{
    private static readonly DateTimeOffset Now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly CatalogVocabulary Vocabulary = new()
    {
        Classes = [], Levels = [new AssuranceLevel("pwd", "Password"), new AssuranceLevel("phr", "Passkey")], MaxLifetime = TimeSpan.FromDays(1),
    };

    private static readonly ReviewRule Rule = new()
    {
        Reviewers = ["group:a", "group:b"], Approvals = 2, NotTheRequester = true, ExpiresAfter = TimeSpan.FromHours(1), ReviewerStrength = new StrengthRequirement("phr", TimeSpan.FromMinutes(10)),
    };

    private static ReviewFacts Facts => new()
    {
        Requester = "alice",
        Tenant = "example.com",
        IsOpen = true,
        Deadline = Now.AddHours(1),
        Require = Rule.ReviewerStrength!,
        SignIn = Rita("rita"),
        Groups = FrozenSet.ToFrozenSet(["group:b", "group:z"]),
        Tenants = FrozenSet.ToFrozenSet(["example.com"]),
        Now = Now,
    };

    [Fact]
    public void A_reviewer_may_decide_and_one_yes_is_not_enough_for_two()
    {
        Assert.Equal(new ReviewDecision.Open(2), Ask(Facts));
        Assert.Equal(new ReviewDecision.Open(1), Ask(Facts with { Answer = ReviewAnswer.Approve }));
        Assert.Equal(new ReviewDecision.Approved(), Ask(Facts with { Answer = ReviewAnswer.Approve, Approved = ["ravi"] }));
    }

    [Fact]
    public void One_no_is_enough()
    {
        Assert.Equal(new ReviewDecision.Denied("reviewer_denied"), Ask(Facts with { Answer = ReviewAnswer.Deny, Approved = ["ravi"] }));
        Assert.Equal(new ReviewDecision.Denied("narrow_requested"), Ask(Facts with { Answer = ReviewAnswer.Narrow }));
    }

    [Fact]
    public void Every_reason_against_a_person_is_told_at_once()
    {
        Assert.Equal(["not_a_reviewer", "tenant_not_allowed", "requester_may_not_decide", "decided_before", "review_closed"], Codes(Facts with
        {
            SignIn = Rita("alice"), Groups = FrozenSet<string>.Empty, Tenants = FrozenSet<string>.Empty, Approved = ["alice"], IsOpen = false, Answer = ReviewAnswer.Approve,
        }));
    }

    [Fact]
    public void The_requester_decides_only_where_the_entry_lets_it()
    {
        ReviewFacts own = Facts with { SignIn = Rita("alice") };
        Assert.Equal(["requester_may_not_decide"], Codes(own));
        Assert.Equal(new ReviewDecision.Open(2), Reviewing.Decide(Vocabulary, Rule with { NotTheRequester = false }, own));
    }

    [Fact]
    public void From_the_deadline_on_nothing_is_decided()
    {
        Assert.Equal(["review_closed"], Codes(Facts with { Now = Now.AddHours(1), SignIn = Rita("rita") with { At = Now.AddHours(1) }, Answer = ReviewAnswer.Approve }));
        Assert.IsType<ReviewDecision.Open>(Ask(Facts with { Now = Now.AddHours(1).AddTicks(-1), SignIn = Rita("rita") with { At = Now.AddMinutes(55) }, Answer = ReviewAnswer.Approve }));
    }

    [Fact]
    public void A_sign_in_that_is_too_weak_too_old_or_missing_has_to_be_made_again()
    {
        ReviewDecision again = new ReviewDecision.StepUp(Rule.ReviewerStrength!);
        Assert.Equal(again, Ask(Facts with { SignIn = null }));
        Assert.Equal(again, Ask(Facts with { SignIn = Rita("rita") with { Acr = "pwd" }, Answer = ReviewAnswer.Approve }));
        Assert.Equal(again, Ask(Facts with { SignIn = Rita("rita") with { At = Now.AddMinutes(-11) }, Answer = ReviewAnswer.Deny }));
    }

    [Fact]
    public void Nobody_decides_on_a_level_that_the_vocabulary_knows_no_more()
    {
        CatalogVocabulary shrunk = Vocabulary with { Levels = [new AssuranceLevel("pwd", "Password")] };
        ReviewFacts weak = Facts with { SignIn = Rita("rita") with { Acr = "pwd" }, Answer = ReviewAnswer.Approve };
        Assert.Equal(new ReviewDecision.StepUp(Rule.ReviewerStrength!), Reviewing.Decide(shrunk, Rule, weak));
    }

    private static SignInFacts Rita(string subject) => new(subject, "phr", [], Now, InThisInteraction: false);

    private static ReviewDecision Ask(ReviewFacts facts) => Reviewing.Decide(Vocabulary, Rule, facts);

    private static IEnumerable<string> Codes(ReviewFacts facts) => Assert.IsType<ReviewDecision.Refused>(Ask(facts)).Reasons.Select(reason => reason.Code);
}
