using System.Collections.Frozen;
using System.Globalization;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>How often one client may ask one person, and what comes of a question that is one too many.</summary>
public sealed class PromptingTests
{
    private static readonly CompiledPurpose Three = With("prompts: { most: 3, per: 1h }");

    private static CompiledPurpose With(string words, string mode = "user") =>
        SomeMission.MeetingWith("approval: { mode: user }", $"approval: {{ mode: {mode}, {words} }}");

    [Theory]
    [InlineData("nothing asked yet", "", null)]
    [InlineData("two of three", "10 20", null)]
    [InlineData("three of three: the oldest leaves in half an hour", "10 20 1800", 1800)]
    [InlineData("the order of the times says nothing", "1800 10 20", 1800)]
    [InlineData("more than the budget: the third newest has to leave", "10 20 30 1800", 3570)]
    [InlineData("a second before the edge", "10 20 3599", 1)]
    [InlineData("at the edge", "10 20 3600", null)]
    [InlineData("past the edge", "10 20 3601", null)]
    [InlineData("all at once", "0 0 0", 3600)]
    [InlineData("the clock was set back: one counts from the future", "-60 10 20", 3580)]
    [InlineData("the clock was set back by a day: never a longer wait than the window", "-86400 -86400 -86400", 3600)]
    public void A_budget_of_three_in_an_hour_is_kept(string what, string secondsAgo, int? wait)
    {
        Assert.NotEmpty(what);
        ValueArray<Reason> reasons = Prompting.Decide(Three, Asked(secondsAgo), SomeMission.Now);
        Assert.Equal(wait is null ? [] : ["asked_too_often"], reasons.Select(reason => reason.Code));
        Assert.Equal(wait, (int?)reasons.SingleOrDefault()?.RetryAfter?.TotalSeconds);
    }

    [Fact]
    public void When_the_wait_is_over_one_more_question_fits_and_a_second_earlier_it_does_not()
    {
        PromptFacts facts = Asked("10 20 30 1800");
        TimeSpan wait = Prompting.Decide(Three, facts, SomeMission.Now).Single().RetryAfter!.Value;
        Assert.NotEmpty(Prompting.Decide(Three, facts, SomeMission.Now + wait - TimeSpan.FromSeconds(1)));
        Assert.Empty(Prompting.Decide(Three, facts, SomeMission.Now + wait));
    }

    [Fact]
    public void A_wait_is_rounded_up_to_whole_seconds()
    {
        PromptFacts facts = new() { Asked = [SomeMission.Now - TimeSpan.FromMinutes(60) + TimeSpan.FromMilliseconds(1), SomeMission.Now, SomeMission.Now] };
        Assert.Equal(TimeSpan.FromSeconds(1), Prompting.Decide(Three, facts, SomeMission.Now).Single().RetryAfter);
    }

    [Fact]
    public void A_budget_of_one_is_used_by_the_first_question()
    {
        CompiledPurpose one = With("prompts: { most: 1, per: 1m }");
        Assert.Empty(Prompting.Decide(one, PromptFacts.None, SomeMission.Now));
        Assert.Equal(TimeSpan.FromSeconds(60), Prompting.Decide(one, Asked("0"), SomeMission.Now).Single().RetryAfter);
        Assert.Empty(Prompting.Decide(one, Asked("60"), SomeMission.Now));
    }

    [Fact]
    public void The_same_question_again_is_no_second_question() =>
        Assert.Empty(Prompting.Decide(Three, Asked("10 20 30") with { IsRepeated = true }, SomeMission.Now));

    [Fact]
    public void Without_a_budget_any_number_is_asked() =>
        Assert.Empty(Prompting.Decide(SomeMission.Meeting, Asked("1 1 1 1 1 1 1 1"), SomeMission.Now));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_stop_bars_the_question_with_and_without_a_budget_also_a_page_that_is_loaded_again(bool hasBudget)
    {
        PromptFacts facts = new() { IsStopped = true, IsRepeated = true };
        Reason reason = Prompting.Decide(hasBudget ? Three : SomeMission.Meeting, facts, SomeMission.Now).Single();
        Assert.Equal(("asking_stopped", (TimeSpan?)null), (reason.Code, reason.RetryAfter));
    }

    [Fact]
    public void The_reason_names_the_line_the_number_and_the_wait()
    {
        Reason reason = Prompting.Decide(Three, Asked("10 20 30"), SomeMission.Now).Single();
        Assert.Equal(("approval.prompts", "4", "3 in PT1H"), (reason.RuleId, reason.Asked, reason.Allowed.Single()));
        Assert.Equal(("purposes/schedule-meeting.yaml", "$.approval.prompts"), (reason.Position.File, reason.Position.Path));
        string json = DecisionJson.Write(new BootstrapDecision.Refused([reason]));
        Assert.Contains("\"retry_after\":3570", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_question_that_is_one_too_many_is_refused_instead_of_confirmed()
    {
        Assert.IsType<BootstrapDecision.Confirm>(Ask(Three, Asked("10 20")));
        Assert.Equal("refused: asked_too_often", Answers.Text(Ask(Three, Asked("10 20 30"))));
        Assert.Equal("refused: asking_stopped", Answers.Text(Ask(Three, new PromptFacts { IsStopped = true })));
    }

    [Theory]
    [InlineData(UserAnswer.Approved, "granted")]
    [InlineData(UserAnswer.Declined, "refused: user_declined")]
    public void An_answer_that_is_being_given_is_heard(UserAnswer answer, string expected)
    {
        BootstrapFacts facts = SomeMission.Facts(Three) with { Prompts = Asked("10 20 30") with { IsStopped = true }, Answer = answer };
        Assert.StartsWith(expected, Answers.Text(Bootstrap.Decide(Three, facts)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_stronger_sign_in_is_not_asked_for_a_question_that_may_not_be_put()
    {
        Assert.IsType<BootstrapDecision.StepUp>(Bootstrap.Decide(Three, SomeMission.Facts(Three, "pwd") with { Prompts = Asked("10 20") }));
        Assert.Equal("refused: asked_too_often", Answers.Text(Bootstrap.Decide(Three, SomeMission.Facts(Three, "pwd") with { Prompts = Asked("10 20 30") })));
    }

    [Fact]
    public void A_resume_puts_no_question_and_is_not_barred()
    {
        ExistingMission mission = new(MissionState.Active, SomeMission.EnvelopeOf(Three), SomeMission.Now);
        BootstrapFacts facts = SomeMission.Facts(Three) with
        {
            Prompts = new PromptFacts { IsStopped = true },
            Handoff = new HandoffRequest([new NamedMission("resume", mission)]),
        };
        Assert.StartsWith("granted", Answers.Text(Bootstrap.Decide(Three, facts)), StringComparison.Ordinal);
        Assert.IsType<BootstrapDecision.StepUp>(Bootstrap.Decide(Three, facts with { SignIn = SomeMission.SignIn("pwd") }));
    }

    [Fact]
    public void Where_the_rule_alone_approves_there_is_no_question_to_bar()
    {
        CompiledPurpose auto = With("prompts: { most: 1, per: 1h }", "auto");
        Assert.IsType<BootstrapDecision.Granted>(Ask(auto, Asked("1 1 1") with { IsStopped = true }));
    }

    [Fact]
    public void A_Mission_is_not_prepared_for_a_person_who_may_not_be_asked()
    {
        BootstrapFacts facts = SomeMission.Facts(Three) with { SignIn = null };
        Assert.IsType<BootstrapDecision.Confirm>(Proposing.Decide(Three, facts with { Prompts = Asked("10 20") }, SomeMission.Subject));
        Assert.Equal("refused: asked_too_often", Answers.Text(Proposing.Decide(Three, facts with { Prompts = Asked("10 20 30") }, SomeMission.Subject)));
    }

    [Fact]
    public void At_the_push_only_what_bars_the_question_is_said()
    {
        BootstrapFacts facts = SomeMission.Facts(Three) with { SignIn = null };
        Assert.Empty(Pushing.Unasked(Three, facts, SomeMission.Subject));
        Assert.Equal(["asked_too_often"], Pushing.Unasked(Three, facts with { Prompts = Asked("1 2 3") }, SomeMission.Subject).Select(reason => reason.Code));
        Assert.Empty(
            Pushing.Unasked(Three, facts with { Prompts = Asked("1 2 3"), SubjectTenants = FrozenSet<string>.Empty }, SomeMission.Subject));
    }

    [Theory]
    [InlineData(MissionStandings.AskedTooOften, "asked_too_often")]
    [InlineData(MissionStandings.AskingStopped, "asking_stopped")]
    public void A_crossing_that_may_not_be_asked_is_denied_and_what_is_inside_is_not(MissionStandings standing, string code)
    {
        DiscoveredAction action = SomeMission.Read with { Tenant = "customer.example" };
        Assert.Equal($"deny: {code} tenant_outside", Answers.Text(Boundary.Decide(SomeMission.Compiled, action, standing)));
        Assert.Equal("inside", Answers.Text(Boundary.Decide(SomeMission.Compiled, SomeMission.Read, standing)));
        Reason why = new() { Code = code, Dimension = Dimension.Approval };
        Assert.Equal(
            DecisionJson.Write(Boundary.Decide(SomeMission.Compiled, action, standing)),
            DecisionJson.Write(Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(SomeMission.Compiled, action)).WhenUnasked([why])));
    }

    private static BootstrapDecision Ask(CompiledPurpose purpose, PromptFacts prompts) =>
        Bootstrap.Decide(purpose, SomeMission.Facts(purpose) with { Prompts = prompts });

    private static PromptFacts Asked(string secondsAgo) => new()
    {
        Asked = secondsAgo.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(seconds => SomeMission.Now - TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)))
            .ToValueArray(),
    };
}
