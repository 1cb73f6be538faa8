using System.Collections.Frozen;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>What the rules of an author do to each decision.</summary>
public sealed class AuthorRulesTests
{
    private static readonly CompiledPurpose Risky = SomeRules.Purpose;

    private static readonly CompiledPurpose Refusing = SomeRules.Of("""
        - { name: huge, when: { params.amount: { over: 1000 } }, then: { refuse: true } }
        - { name: weak, when: { acr: { at_most: mfa } }, then: { refuse: true } }
        - { name: interns, when: { subject.department: { equals: interns } }, then: { refuse: true } }
        """, "approval: { mode: user }");

    private static readonly CompiledPurpose Tagged = SomeRules.Of("""
        - { name: friday, when: { params.calendar: { starts_with: cal_fri } }, then: { tag: { why: late } } }
        - { name: crowd, when: { params.attendees: { count_over: 2 } }, then: { tag: { why: crowd } } }
        - { name: late, when: { derived.why: { contains: late } }, then: { require: { max_age: 0s } } }
        - { name: crowded, when: { derived.why: { contains: crowd } }, then: { approval: user } }
        """, "approval: { mode: auto }");

    public static TheoryData<string, string, string, string, string> Table => new()
    {
        { "nothing applies", SomeRules.Params(100, 400), "phr", "confirm Create: created", "PT8H attendees" },
        { "one writer is not enough", SomeRules.Params(20000, 400), "mfa", "confirm Create: created", "PT8H attendees" },
        { "the sum of two asks for a stronger sign-in", SomeRules.Params(20000, 3), "mfa", "step_up: step_up_required", "" },
        { "with it the claims are still withheld", SomeRules.Params(20000, 3), "phr", "confirm Create: created", "PT8H " },
        { "forty and twenty-five are enough too", SomeRules.Params(20000, 400, 11), "mfa", "step_up: step_up_required", "" },
        { "all three ask reviewers and shorten", SomeRules.Params(20000, 3, 11), "phr", "review: review_required", "PT1H " },
        { "a param that is left out adds nothing", SomeRules.Params(20000, null), "mfa", "confirm Create: created", "PT8H attendees" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_sum_decides(string row, string json, string acr, string expected, string life)
    {
        Assert.NotEmpty(row);
        BootstrapDecision decision = Bootstrap.Decide(Risky, SomeRules.Facts(Risky, json, acr));
        Assert.Equal(expected, Answers.Text(decision));
        Assert.Equal(life, Life(decision));
    }

    [Fact]
    public void A_reason_names_the_rule_its_line_and_the_sum()
    {
        BootstrapDecision weak = Bootstrap.Decide(Risky, SomeRules.Facts(Risky, SomeRules.Params(20000, 3), "mfa"));
        Reason step = Assert.Single(Assert.IsType<BootstrapDecision.StepUp>(weak).Reasons);
        Assert.Equal(
            ("rules.risky.require", "mfa", "acr phr, at most PT5M old, because derived.risk is 70"),
            (step.RuleId, step.Asked, step.Detail));
        Assert.True(step.Position.Line > 0);
        BootstrapDecision strong = Bootstrap.Decide(Risky, SomeRules.Facts(Risky, SomeRules.Params(20000, 3, 11)));
        Reason review = Assert.Single(Assert.IsType<BootstrapDecision.Review>(strong).Reasons);
        Assert.Equal(("rules.very-risky.approval", "95", "derived.risk"), (review.RuleId, review.Asked, review.Detail));
        Assert.Equal(step.Position.Line + 1, review.Position.Line);
    }

    [Fact]
    public void The_entrys_own_mode_is_named_where_a_rule_asks_for_no_more()
    {
        Reason asked = Assert.Single(
            Assert.IsType<BootstrapDecision.Confirm>(Bootstrap.Decide(Risky, SomeRules.Facts(Risky, SomeRules.Params()))).Reasons);
        Assert.Equal(("approval.mode", null, null), (asked.RuleId, asked.Asked, asked.Detail));
    }

    [Fact]
    public void A_refusal_has_a_code_of_its_own_and_comes_before_any_step_up()
    {
        BootstrapDecision.Refused refused = Assert.IsType<BootstrapDecision.Refused>(
            Bootstrap.Decide(Refusing, SomeRules.Facts(Refusing, SomeRules.Params(1001), "pwd")));
        Assert.Equal(
            ["refused_by_rule rules.huge.refuse", "refused_by_rule rules.weak.refuse"],
            refused.Reasons.Select(reason => $"{reason.Code} {reason.RuleId}"));
        Assert.Equal(
            "confirm Create: created",
            Answers.Text(Bootstrap.Decide(Refusing, SomeRules.Facts(Refusing, SomeRules.Params(1000)))));
    }

    [Fact]
    public void A_refusal_with_a_sum_says_the_sum()
    {
        CompiledPurpose purpose = SomeRules.Of("""
            - { name: money, when: { params.amount: { over: 10 } }, then: { add: { risk: 0.5 } } }
            - { name: stop, when: { derived.risk: { over: 0 } }, then: { refuse: true } }
            """, "approval: { mode: user }");
        Reason only = Assert.Single(
            Assert.IsType<BootstrapDecision.Refused>(Bootstrap.Decide(purpose, SomeRules.Facts(purpose, SomeRules.Params(11)))).Reasons);
        Assert.Equal(("0.5", "derived.risk", Dimension.Rules), (only.Asked, only.Detail, only.Dimension));
    }

    [Fact]
    public void Tags_are_read_by_name()
    {
        string friday = SomeRules.Params(attendees: 3).Replace("cal_team01", "cal_friday", StringComparison.Ordinal);
        Assert.Equal("granted Create: created", Answers.Text(Bootstrap.Decide(Tagged, SomeRules.Facts(Tagged, SomeRules.Params()))));
        Assert.Equal(
            "confirm Create: created",
            Answers.Text(Bootstrap.Decide(Tagged, SomeRules.Facts(Tagged, SomeRules.Params(attendees: 3)))));
        BootstrapDecision stale = Bootstrap.Decide(
            Tagged,
            SomeRules.Facts(Tagged, friday) with { SignIn = SomeMission.SignIn("phr", TimeSpan.FromMinutes(1)) });
        Assert.Equal(
            "acr any, at most PT0S old, because derived.why is [crowd, late]",
            Assert.Single(Assert.IsType<BootstrapDecision.StepUp>(stale).Reasons).Detail);
    }

    [Fact]
    public void An_envelope_is_tightened_wherever_it_is_built()
    {
        MissionEnvelope built = SomeMission.EnvelopeOf(Risky, SomeRules.Params(20000, 3, 11));
        Assert.Equal(
            (TimeSpan.FromHours(1), ""),
            (built.Lifetime.End - built.Lifetime.Start, string.Join(' ', built.Audiences[0].ProjectParams)));
        Assert.Equal(ActorProjection.Never, built.Audiences[0].ProjectActor);
        MissionEnvelope plain = SomeMission.EnvelopeOf(Risky, SomeRules.Params());
        Assert.Equal(
            (TimeSpan.FromHours(8), "attendees", ActorProjection.WhenVerified),
            (
                plain.Lifetime.End - plain.Lifetime.Start,
                string.Join(' ', plain.Audiences[0].ProjectParams),
                plain.Audiences[0].ProjectActor));
    }

    [Fact]
    public void The_earliest_end_wins()
    {
        AppliedContext context = SomeRules.Context(Risky, SomeRules.Params(20000, 3, 11));
        TimeSpan Life(AppliedContext asked) =>
            EnvelopeBuilder.Build(
                Risky,
                new GoverningInputs { Context = asked, Subject = "user_1", Now = SomeMission.Now }).Lifetime is var life
                ? life.End - life.Start
                : default;
        Assert.Equal(TimeSpan.FromMinutes(20), Life(context with { MaxDuration = TimeSpan.FromMinutes(20) }));
        Assert.Equal(TimeSpan.FromHours(1), Life(context with { MaxDuration = TimeSpan.FromHours(2) }));
        Assert.Equal(TimeSpan.FromMinutes(30), Life(context with { ExpiresAt = SomeMission.Now + TimeSpan.FromMinutes(30) }));
    }

    [Fact]
    public void An_envelope_that_the_rules_refuse_holds_nothing()
    {
        MissionEnvelope built = SomeMission.EnvelopeOf(Refusing, SomeRules.Params(1001));
        Assert.True(built.Grants.IsEmpty && built.Audiences.IsEmpty && built.Lifetime.IsEmpty);
        Assert.Equal(
            "deny: mission_not_active resource_class_outside",
            Answers.Text(Boundary.Decide(CompiledEnvelope.From(built), SomeMission.Read)));
        Assert.False(SomeMission.EnvelopeOf(Refusing, SomeRules.Params(1000)).Grants.IsEmpty);
    }

    [Fact]
    public void Rules_that_cannot_be_asked_leave_nothing_of_an_envelope()
    {
        CompiledPurpose faulty = PurposeCompiler.Compile(Risky.Entry, Risky.Vocabulary, new EnvelopeShapes(new FaultyBackend()));
        GoverningInputs inputs = new() { Context = SomeRules.Context(Risky, SomeRules.Params()), Subject = "user_1", Now = SomeMission.Now };
        Assert.Equal(ReasonCodes.RulesDisagree, Assert.Single(Tightening.Of(faulty, inputs).Refused).Code);
        Assert.True(EnvelopeBuilder.Build(faulty, inputs).Grants.IsEmpty);
        Assert.Equal("refused: rules_disagree", Answers.Text(Bootstrap.Decide(faulty, SomeRules.Facts(Risky, SomeRules.Params()))));
    }

    [Fact]
    public void A_claim_of_the_subject_is_a_fact_of_the_rules()
    {
        BootstrapFacts intern = SomeRules.Facts(Refusing, SomeRules.Params()) with
        {
            SubjectClaims = new Dictionary<string, FactValue> { ["department"] = FactValue.Text("interns") }.ToFrozenDictionary(),
        };
        Assert.Equal("refused: refused_by_rule", Answers.Text(Bootstrap.Decide(Refusing, intern)));
    }

    [Fact]
    public void A_proposal_is_judged_and_tightened_by_what_is_known_before_the_sign_in()
    {
        BootstrapDecision Ask(CompiledPurpose purpose, string json) =>
            Proposing.Decide(purpose, SomeRules.Facts(purpose, json) with { SignIn = null }, "user_1");
        Assert.Equal("refused: refused_by_rule", Answers.Text(Ask(Refusing, SomeRules.Params(1001))));
        Assert.Equal("confirm Create: created", Answers.Text(Ask(Refusing, SomeRules.Params())));
        Assert.Equal("refused: deferral_required", Answers.Text(Ask(Risky, SomeRules.Params(20000, 3, 11))));
        Assert.Equal("PT8H ", Life(Ask(Risky, SomeRules.Params(20000, 3))));
    }

    [Fact]
    public void A_proposal_that_a_rule_has_reviewed_is_not_approved_at_a_sign_in()
    {
        string json = SomeRules.Params(20000, 3, 11);
        ExistingMission proposed = new(MissionState.Proposed, SomeMission.EnvelopeOf(Risky, json), SomeMission.Now);
        BootstrapFacts facts = SomeRules.Facts(
            Risky,
            json) with { Handoff = new HandoffRequest([new NamedMission("approve", proposed)]), Answer = UserAnswer.Approved };
        Reason refused = Assert.Single(Assert.IsType<BootstrapDecision.Refused>(Bootstrap.Decide(Risky, facts)).Reasons);
        Assert.Equal(("approver_not_allowed", "rules.very-risky.approval", "95"), (refused.Code, refused.RuleId, refused.Asked));
    }

    [Fact]
    public void A_proposal_that_the_entry_approves_by_itself_is_put_before_the_person_where_a_rule_asks_for_it()
    {
        string json = SomeRules.Params(attendees: 3);
        ExistingMission proposed = new(MissionState.Proposed, SomeMission.EnvelopeOf(Tagged, json), SomeMission.Now);
        BootstrapFacts facts = SomeRules.Facts(Tagged, json) with { Handoff = new HandoffRequest([new NamedMission("approve", proposed)]) };
        BootstrapDecision.Confirm asked = Assert.IsType<BootstrapDecision.Confirm>(Bootstrap.Decide(Tagged, facts));
        Assert.Equal("rules.crowded.approval", Assert.Single(asked.Reasons).RuleId);
    }

    [Fact]
    public void Rules_that_came_after_a_proposal_take_from_it_when_it_is_approved()
    {
        string json = SomeRules.Params(20000, 3);
        MissionEnvelope before = SomeMission.EnvelopeOf(
            Risky,
            SomeRules.Params()) with { GoverningParams = SomeRules.Context(Risky, json).GoverningJson };
        Assert.Equal("attendees", string.Join(' ', before.Audiences[0].ProjectParams));
        BootstrapFacts facts = SomeRules.Facts(Risky, json) with
        {
            Handoff = new HandoffRequest(
                [new NamedMission("approve", new ExistingMission(MissionState.Proposed, before, SomeMission.Now))]),
            Answer = UserAnswer.Approved,
        };
        BootstrapDecision.Granted granted = Assert.IsType<BootstrapDecision.Granted>(Bootstrap.Decide(Risky, facts));
        Assert.Empty(granted.Envelope.Audiences[0].ProjectParams);
    }

    [Fact]
    public void A_proposal_that_a_shorter_life_has_outlived_is_refused()
    {
        CompiledPurpose brief = SomeRules.Of(
            "- { name: brief, when: { params.amount: { over: 10 } }, then: { shorten: 1h } }",
            "approval: { mode: user }");
        string json = SomeRules.Params(11);
        MissionEnvelope old = SomeMission.EnvelopeOf(
            brief,
            json) with { Lifetime = new Lifetime(SomeMission.Now - TimeSpan.FromHours(2), SomeMission.Now + TimeSpan.FromHours(6)) };
        BootstrapFacts facts = SomeRules.Facts(brief, json) with
        {
            Handoff = new HandoffRequest([new NamedMission("approve", new ExistingMission(MissionState.Proposed, old, SomeMission.Now))]),
        };
        Assert.Equal("refused: compile_failed", Answers.Text(Bootstrap.Decide(brief, facts)));
    }

    private static string Life(BootstrapDecision decision) => decision.Match<MissionEnvelope?>(
        granted => granted.Envelope, _ => null, confirm => confirm.Envelope, review => review.Envelope, _ => null) is { } envelope
            ? $"{FactText.Duration((envelope.Lifetime.End - envelope.Lifetime.Start).Ticks)} {string.Join(' ', envelope.Audiences[0].ProjectParams)}"
            : string.Empty;
}
