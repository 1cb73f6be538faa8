using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>What the rules of an author do to a Mission that is there already: at a resume and at a re-approval.</summary>
public sealed class AuthorRulesLaterTests
{
    private static readonly CompiledPurpose Risky = SomeRules.Purpose;

    [Theory]
    [InlineData(20000, 400, true)]
    [InlineData(100, 3, true)]
    [InlineData(20000, 3, false)]
    public void A_sign_in_does_not_resume_with_params_for_which_the_rules_ask_for_more(int amount, int days, bool resumes)
    {
        ExistingMission active = new(MissionState.Active, SomeMission.EnvelopeOf(Risky, SomeRules.Params(100, 400)), SomeMission.Now);
        BootstrapFacts facts = SomeRules.Facts(
            Risky,
            SomeRules.Params(amount, days)) with { Handoff = new HandoffRequest([new NamedMission("resume", active)]) };
        Assert.Equal(
            resumes ? "granted Resume: resumed" : "confirm Create: resume_incompatible created",
            Answers.Text(Bootstrap.Decide(Risky, facts)));
    }

    [Fact]
    public void The_same_params_resume_whatever_the_rules_asked_for_when_the_Mission_began()
    {
        string json = SomeRules.Params(20000, 3);
        ExistingMission active = new(MissionState.Active, SomeMission.EnvelopeOf(Risky, json), SomeMission.Now);
        BootstrapFacts facts = SomeRules.Facts(Risky, json) with { Handoff = new HandoffRequest([new NamedMission("resume", active)]) };
        Assert.Equal("granted Resume: resumed", Answers.Text(Bootstrap.Decide(Risky, facts)));
        Assert.Equal("step_up: step_up_required", Answers.Text(Bootstrap.Decide(Risky, facts with { SignIn = SomeMission.SignIn("mfa") })));
    }

    [Fact]
    public void What_the_rules_would_refuse_or_shorten_is_not_proposed_as_a_re_approval()
    {
        CompiledPurpose purpose = SomeRules.Of("""
            - { name: board, when: { params.calendar: { starts_with: cal_board } }, then: { refuse: true } }
            - { name: crowd, when: { params.attendees: { count_over: 1 } }, then: { shorten: 30m } }
            """, "approval: { mode: user }");
        AppliedValues stored = new()
        {
            Client = "assistant",
            Application = "ai_assistant",
            Tenant = SomeMission.Tenant,
            ParamsJson = SomeMission.Params,
            Subject = SomeMission.Subject,
        };
        string Propose(DiscoveredAction action)
        {
            CompiledEnvelope envelope = CompiledEnvelope.From(SomeMission.EnvelopeOf(purpose));
            ValueArray<Reason> crossings = Boundary.Decide(envelope, action).Match(_ => [], ask => ask.Crossings, deny => deny.Reasons);
            return Reapproval.Propose(purpose, stored, envelope, action, crossings, SomeMission.Now).Match(
                approvable => "approvable", outside => string.Join(' ', outside.Remaining.Select(reason => reason.Code)));
        }

        DiscoveredAction Read(string calendar) =>
            SomeMission.Read with { Attributes = SomeMission.CalendarAttributes(calendar, SomeMission.Now + TimeSpan.FromDays(1)) };
        Assert.Equal("approvable", Propose(Read("cal_other01")));
        Assert.Equal("refused_by_rule", Propose(Read("cal_board1")));
        DiscoveredAction mail = SomeMission.Read with
        {
            Resource = "mail.message",
            Operation = "send",
            Attributes = [new AttributeValue("recipients", FactValue.TextSet(["a@example.com", "b@example.com"]))],
        };
        Assert.Equal("approvable", Propose(mail));
        Assert.Equal("lifetime_longer", Propose(mail with { Until = SomeMission.Now + TimeSpan.FromHours(1) }));
    }
}
