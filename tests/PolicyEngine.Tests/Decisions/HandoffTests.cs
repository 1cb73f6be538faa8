using System.Collections.Frozen;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>The decision flow of the handoff where a Mission is named: approve and resume, everything unclear fails closed.</summary>
public sealed class HandoffTests
{
    private static readonly CompiledPurpose Meeting = SomeMission.Meeting;

    private static readonly CompiledPurpose Rejecting = SomeMission.MeetingWith("otherwise: recreate", "otherwise: reject");

    private static readonly CompiledPurpose Delegated = SomeMission.MeetingWith("approval: { mode: user }", "approval: { mode: user, approvers: [group:managers] }");

    private static readonly CompiledPurpose Auto = SomeMission.MeetingWith("approval: { mode: user }", "approval: { mode: auto }");

    private static readonly CompiledPurpose Reviewed = SomeMission.MeetingWith(
        "approval: { mode: user }",
        "approval: { mode: review, review: { reviewers: [group:it], approvals: 1, not_the_requester: true, expires_after: 72h } }");

    private static readonly BootstrapFacts Facts = SomeMission.Facts(Meeting);

    private static readonly MissionEnvelope Others = SomeMission.Envelope with { Subject = "user_2" };

    public static TheoryData<string, CompiledPurpose, NamedMission[], string> Table => new()
    {
        { "9 two Missions", Meeting, [Named(MissionState.Active), Named(MissionState.Active)], "refused: mode_ambiguous" },
        { "9 a word that is no operation", Meeting, [Named(MissionState.Active, "extend")], "refused: mode_ambiguous" },
        { "10 nobody knows it", Meeting, [new NamedMission("resume", null)], "refused: mission_unknown" },
        { "10 another subject's", Meeting, [Named(MissionState.Active, envelope: Others)], "refused: mission_unknown" },
        { "10 another client's", Meeting, [Named(MissionState.Active, envelope: SomeMission.Envelope with { Client = "finance-agent" })], "refused: mission_unknown" },
        { "10 another subject's proposal, no approver", Meeting, [Named(MissionState.Pending, envelope: Others)], "refused: mission_unknown" },
        { "11 another purpose", Meeting, [Named(MissionState.Active, envelope: SomeMission.Envelope with { Kind = "https://x.example/other" })], "refused: purpose_mismatch" },
        { "12 proposed, its subject is asked", Meeting, [Named(MissionState.Proposed)], "confirm Approve: approved" },
        { "12 pending, approve said", Meeting, [Named(MissionState.Pending, "approve")], "confirm Approve: approved" },
        { "12 the rule approves", Auto, [Named(MissionState.Proposed)], "granted Approve: approved" },
        { "12 resume said of a proposal", Meeting, [Named(MissionState.Proposed, "resume")], "refused: mode_ambiguous" },
        { "13 a reviewed proposal is for its reviewers", Reviewed, [Named(MissionState.Pending)], "refused: approver_not_allowed" },
        { "14 active", Meeting, [Named(MissionState.Active)], "granted Resume: resumed" },
        { "14 active, resume said", Meeting, [Named(MissionState.Active, "resume")], "granted Resume: resumed" },
        { "14 active, approve said", Meeting, [Named(MissionState.Active, "approve")], "refused: mode_ambiguous" },
        { "15 too late, a new one", Meeting, [Named(MissionState.Active, age: TimeSpan.FromHours(25))], "confirm Create: resume_incompatible created" },
        { "16 too late, rejected", Rejecting, [Named(MissionState.Active, age: TimeSpan.FromHours(25))], "refused: resume_incompatible" },
        { "16 past its end", Rejecting, [Named(MissionState.Active, envelope: Ended())], "refused: resume_incompatible" },
        { "16 another tenant", Rejecting, [Named(MissionState.Active, envelope: SomeMission.Envelope with { Tenant = "customer.example" })], "refused: resume_incompatible" },
        { "16 another actor", Rejecting, [Named(MissionState.Active, envelope: SomeMission.Envelope with { Actor = "agent_1" })], "refused: resume_incompatible" },
        { "16 another calendar", Rejecting, [Named(MissionState.Active, envelope: With("cal_team01", "cal_team02"))], "refused: resume_incompatible" },
        { "16 a longer window than approved", Rejecting, [Named(MissionState.Active, envelope: With("2026-12-08", "2026-12-05"))], "refused: resume_incompatible" },
        { "14 a shorter window than approved", Rejecting, [Named(MissionState.Active, envelope: With("2026-12-08", "2026-12-20"))], "granted Resume: resumed" },
        { "17 suspended", Meeting, [Named(MissionState.Suspended)], "refused: mission_suspended" },
        { "17 suspended, resume said", Meeting, [Named(MissionState.Suspended, "resume")], "refused: mission_suspended" },
        { "18 approved, not redeemed", Meeting, [Named(MissionState.Approved)], "refused: mode_ambiguous" },
        { "19 completed", Meeting, [Named(MissionState.Completed)], "refused: mission_terminal" },
        { "19 revoked", Meeting, [Named(MissionState.Revoked)], "refused: mission_terminal" },
        { "19 expired", Meeting, [Named(MissionState.Expired)], "refused: mission_terminal" },
        { "19 denied", Meeting, [Named(MissionState.Denied, "approve")], "refused: mission_terminal" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_row_decides(string row, CompiledPurpose purpose, NamedMission[] named, string expected)
    {
        Assert.NotEmpty(row);
        Assert.Equal(expected, Answers.Text(Bootstrap.Decide(purpose, With(named))));
    }

    [Fact]
    public void Every_state_and_word_has_an_answer()
    {
        foreach (MissionState state in Enum.GetValues<MissionState>())
        {
            foreach (string? operation in new[] { null, "resume", "approve", "", "RESUME", "delete" })
            {
                Assert.NotEmpty(Answers.Text(Bootstrap.Decide(Meeting, With(Named(state, operation)))));
            }
        }
    }

    [Fact]
    public void A_manager_approves_the_proposal_of_somebody_else_and_anybody_else_does_not_learn_of_it()
    {
        BootstrapFacts facts = With(Named(MissionState.Pending, "approve", Others)) with { Answer = UserAnswer.Approved };
        Assert.Equal("refused: mission_unknown", Answers.Text(Bootstrap.Decide(Delegated, facts)));
        Assert.Equal("granted Approve: approved", Answers.Text(Bootstrap.Decide(Delegated, facts with { SubjectGroups = new HashSet<string> { "group:managers" }.ToFrozenSet() })));
    }

    [Fact]
    public void Approving_needs_the_strength_that_creating_needs() => Assert.Equal(
        "step_up: step_up_required",
        Answers.Text(Bootstrap.Decide(Meeting, With(Named(MissionState.Proposed)) with { SignIn = SomeMission.SignIn("pwd") })));

    [Fact]
    public void The_approver_may_say_no() => Assert.Equal(
        "refused: user_declined",
        Answers.Text(Bootstrap.Decide(Meeting, With(Named(MissionState.Proposed)) with { Answer = UserAnswer.Declined })));

    [Fact]
    public void A_resumed_Mission_keeps_its_envelope_to_the_byte()
    {
        MissionEnvelope wider = With("2026-12-08", "2026-12-20");
        BootstrapDecision.Granted granted = Assert.IsType<BootstrapDecision.Granted>(
            Bootstrap.Decide(Rejecting, With(Named(MissionState.Active, envelope: wider))));
        Assert.Equal(EnvelopeJson.Write(wider), EnvelopeJson.Write(granted.Envelope));
    }

    [Fact]
    public void A_Mission_made_anew_says_what_kept_the_old_one_from_going_on()
    {
        BootstrapFacts facts = With(Named(MissionState.Active, age: TimeSpan.FromHours(25))) with { Answer = UserAnswer.Approved };
        BootstrapDecision.Granted granted = Assert.IsType<BootstrapDecision.Granted>(Bootstrap.Decide(Meeting, facts));
        Assert.Equal(HandoffMode.Create, granted.Mode);
        Assert.Equal(["recreated", "resume_incompatible"], granted.Reasons.Select(reason => reason.Code));
        Assert.Equal("resume.within", granted.Reasons[1].RuleId);
    }

    private static BootstrapFacts With(params NamedMission[] named) =>
        Facts with { Handoff = new HandoffRequest(named.ToValueArray()) };

    private static MissionEnvelope With(string old, string replacement) =>
        SomeMission.EnvelopeOf(Meeting, SomeMission.Params.Replace(old, replacement, StringComparison.Ordinal));

    private static MissionEnvelope Ended() =>
        SomeMission.Envelope with { Lifetime = new Lifetime(SomeMission.Now - TimeSpan.FromHours(8), SomeMission.Now) };

    private static NamedMission Named(MissionState state, string? operation = null, MissionEnvelope? envelope = null, TimeSpan age = default) =>
        new(operation, new ExistingMission(state, envelope ?? SomeMission.Envelope, SomeMission.Now - age));
}
