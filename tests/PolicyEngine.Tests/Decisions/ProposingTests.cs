using System.Collections.Frozen;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>May a Mission be prepared for a person who is not here yet?</summary>
public sealed class ProposingTests
{
    private static readonly CompiledPurpose Verified = SomeMission.MeetingWith("max_age: 30m }", "max_age: 30m }\n  verified_actor: true");

    private static readonly CompiledPurpose Reviewed = SomeMission.MeetingWith(
        "approval: { mode: user }", "approval:\n  mode: review\n  review: { reviewers: [\"group:leads\"], approvals: 1, not_the_requester: true, expires_after: 1h }");

    [Fact]
    public void A_proposal_is_what_the_person_is_going_to_be_asked()
    {
        BootstrapDecision.Confirm asked = Assert.IsType<BootstrapDecision.Confirm>(Ask(SomeMission.Meeting, Facts(SomeMission.Meeting)));
        Assert.Equal((HandoffMode.Create, SomeMission.Subject), (asked.Mode, asked.Envelope.Subject));
        Assert.Equal(SomeMission.Envelope, asked.Envelope);
    }

    [Fact]
    public void A_proposal_that_could_never_be_approved_is_refused()
    {
        Assert.Equal("refused: actor_not_verified", Answers.Text(Ask(Verified, Facts(Verified))));
        Assert.Equal("refused: deferral_required", Answers.Text(Ask(Reviewed, Facts(Reviewed))));
        Assert.Equal("refused: purpose_unknown", Answers.Text(Ask(null, Facts(SomeMission.Meeting))));
        Assert.Equal("refused: context_missing", Answers.Text(Ask(SomeMission.Meeting, Facts(SomeMission.Meeting) with { Context = null })));
    }

    [Fact]
    public void Every_reason_against_a_proposal_is_told_at_once()
    {
        BootstrapFacts elsewhere = Facts(Verified) with { SubjectTenants = FrozenSet.ToFrozenSet(["other.example"]) };
        Assert.Equal("refused: tenant_not_allowed actor_not_verified", Answers.Text(Ask(Verified, elsewhere)));
    }

    [Fact]
    public void A_verified_actor_may_be_proposed_for() =>
        Assert.Equal("confirm Create: created", Answers.Text(Ask(Verified, Facts(Verified) with { Actor = new VerifiedActor("agent", "agent_1", "registration") })));

    private static BootstrapFacts Facts(CompiledPurpose purpose) => SomeMission.Facts(purpose) with { SignIn = null };

    private static BootstrapDecision Ask(CompiledPurpose? purpose, BootstrapFacts facts) => Proposing.Decide(purpose, facts, SomeMission.Subject);
}
