using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Rules;

/// <summary>Rules that cannot be asked refuse every decision that asks them.</summary>
public sealed class RulesFaultTests
{
    private static readonly EnvelopeShapes Shapes = new(new FaultyBackend());

    private static readonly CompiledPurpose Purpose =
        CompiledCatalog.Compile(SomeMission.Meeting.Vocabulary, [SomeMission.Meeting.Entry], Shapes).Purposes.Values.Single();

    private static readonly CompiledEnvelope Envelope = Shapes.Compile(SomeMission.Envelope);

    private static readonly BootstrapFacts Facts = SomeMission.Facts(SomeMission.Meeting) with { Answer = UserAnswer.Approved };

    [Fact]
    public void Applying_a_context_is_refused() => Assert.Equal(
        ReasonCodes.RulesDisagree,
        ContextApplier.Apply(Purpose, SomeMission.Requested(Purpose), SomeMission.Now).Match(_ => "applied", refused => refused.Reasons.Single().Code));

    [Fact]
    public void A_bootstrap_is_refused() => Refused(Bootstrap.Decide(Purpose, Facts));

    [Fact]
    public void A_proposal_is_refused() => Refused(Proposing.Decide(Purpose, Facts, SomeMission.Subject));

    [Fact]
    public void A_resume_is_refused_even_where_the_entry_would_recreate()
    {
        ExistingMission mission = new(MissionState.Active, SomeMission.Envelope, SomeMission.Now);
        Assert.Equal("recreate", Purpose.Entry.Resume.Otherwise.ToString(), ignoreCase: true);
        Assert.IsType<ModeDecision.Refused>(Resume.Decide(Purpose, mission, Facts));
    }

    [Fact]
    public void A_boundary_question_is_denied() => Assert.Equal(
        [ReasonCodes.RulesDisagree], Assert.IsType<BoundaryDecision.Deny>(Boundary.Decide(Envelope, SomeMission.Read)).Reasons.Select(reason => reason.Code));

    [Fact]
    public void A_token_is_refused()
    {
        DerivationRequest request = new() { At = SomeMission.Calendar, Now = SomeMission.Now, TokenLifetime = TimeSpan.FromMinutes(5) };
        Assert.Contains(
            Assert.IsType<DerivationDecision.Refused>(Derivation.Decide(Envelope, request)).Reasons, reason => reason.Code == ReasonCodes.RulesDisagree);
        Assert.Contains(
            Assert.IsType<DerivationDecision.Refused>(Derivation.Decide(Envelope, request with { At = "https://elsewhere.example" })).Reasons,
            reason => reason.Code == ReasonCodes.RulesDisagree);
    }

    [Fact]
    public void Nothing_crosses() => Assert.Contains(
        Assert.IsType<ProjectionDecision.Refused>(Projection.Decide(
            Purpose.Vocabulary, Envelope, new ProjectionRequest { Audience = SomeMission.CrmAs, SignIn = SomeMission.SignIn(), Now = SomeMission.Now })).Reasons,
        reason => reason.Code == ReasonCodes.RulesDisagree);

    private static void Refused(BootstrapDecision decision) =>
        Assert.Equal([ReasonCodes.RulesDisagree], Assert.IsType<BootstrapDecision.Refused>(decision).Reasons.Select(reason => reason.Code));
}
