using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;
using static MissionPolicy.Engine.Tests.Some.SomeRequests;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>A Mission starts with what was asked, and a re-approval adds just what was found outside.</summary>
public sealed class LeastAuthorityTests
{
    private const string Start = "calendar.event.create calendar.event.read";

    [Theory]
    [InlineData("", Start, "calendar.event.update mail.message.send")]
    [InlineData("calendar.event read", "calendar.event.read", "calendar.event.create calendar.event.update mail.message.send")]
    [InlineData("calendar.event create", Start, "calendar.event.update mail.message.send")]
    [InlineData("calendar.event", Start, "calendar.event.update mail.message.send")]
    [InlineData("- read", "calendar.event.read", "calendar.event.create calendar.event.update mail.message.send")]
    [InlineData("-@https://calendar-api.example.com", Start, "calendar.event.update mail.message.send")]
    [InlineData("calendar.event update", "calendar.event.read calendar.event.update", "calendar.event.create mail.message.send")]
    [InlineData("calendar.event;mail.message send", Start + " mail.message.send", "calendar.event.update")]
    [InlineData("mail.message send@https://email-api.example.com", "mail.message.send", "calendar.event.create calendar.event.read calendar.event.update")]
    public void A_Mission_starts_with_what_was_asked_and_the_page_says_the_rest(string wishes, string held, string later)
    {
        BootstrapDecision.Confirm confirm = Assert.IsType<BootstrapDecision.Confirm>(Bootstrap.Decide(Purpose, Facts(Of(wishes))));
        Assert.Equal((held, later), (Held(confirm.Envelope), Words(confirm.Later)));
        EnvelopeDescription page = EnvelopeDescription.Of(confirm.Envelope, Purpose.Entry, Purpose.Vocabulary, confirm.Later);
        Assert.Equal(confirm.Later.Count, page.Later.Count);
        Assert.Equal(confirm.Later.IsEmpty, !EnvelopeDescriptionJson.Write(page).Contains("\"later\"", StringComparison.Ordinal));
        Assert.Contains("\"later\"", DecisionJson.Write(confirm), StringComparison.Ordinal);
        Assert.Equal(confirm.Envelope, Assert.IsType<BootstrapDecision.Granted>(
            Bootstrap.Decide(Purpose, Facts(Of(wishes)) with { Answer = UserAnswer.Approved })).Envelope);
    }

    [Theory]
    [InlineData("calendar.event delete", "calendar.event delete")]
    [InlineData("mail.message delete", "mail.message delete")]
    [InlineData("mail.message", "mail.message")]
    [InlineData("- send", "send")]
    [InlineData("payment.transfer read", "payment.transfer")]
    [InlineData("calendar.event read@https://other.example", "calendar.event https://other.example")]
    [InlineData("calendar.event read;payment.transfer pay", "payment.transfer")]
    public void What_the_entry_cannot_give_is_refused_by_name(string wishes, string asked)
    {
        ValueArray<Reason> reasons = Asking.Decide(Purpose, Of(wishes));
        Assert.Equal(asked, string.Join(' ', reasons.Select(reason => reason.Asked).Order(StringComparer.Ordinal)));
        Assert.All(reasons, reason => Assert.Equal(ReasonCodes.AskedOutsidePurpose, reason.Code));
        Assert.Equal(reasons, Assert.IsType<BootstrapDecision.Refused>(Bootstrap.Decide(Purpose, Facts(Of(wishes)))).Reasons);
        Assert.Equal(reasons, Assert.IsType<BootstrapDecision.Refused>(Proposing.Decide(Purpose, Facts(Of(wishes)) with { SignIn = null }, SomeMission.Subject)).Reasons);
    }

    [Fact]
    public void An_audience_learns_of_nothing_that_was_not_granted()
    {
        Assert.Empty(Envelope(null).Audiences);
        Assert.Equal("mail.message", Assert.Single(Assert.Single(Envelope(Asked("mail.message send")).Audiences).Resources));
        ProjectionRequest request = new() { Audience = SomeMission.CrmAs, SignIn = SomeMission.SignIn(), Now = SomeMission.Now };
        Assert.IsType<ProjectionDecision.Refused>(Projection.Decide(Purpose.Vocabulary, CompiledEnvelope.From(Envelope(null)), request));
        Assert.IsType<ProjectionDecision.Project>(
            Projection.Decide(Purpose.Vocabulary, CompiledEnvelope.From(Envelope(Asked("mail.message send"))), request));
    }

    [Theory]
    [InlineData("", "calendar.event update", ReasonCodes.OperationStronger, Start + " calendar.event.update")]
    [InlineData("", "mail.message send", ReasonCodes.ResourceClassOutside, Start + " mail.message.send")]
    [InlineData("calendar.event read", "calendar.event create", ReasonCodes.OperationStronger, Start)]
    [InlineData("calendar.event read", "mail.message send", ReasonCodes.ResourceClassOutside, "calendar.event.read mail.message.send")]
    [InlineData("mail.message send", "calendar.event update", ReasonCodes.ResourceClassOutside, "calendar.event.read calendar.event.update mail.message.send")]
    public void A_crossing_inside_the_entry_adds_just_that_operation_and_what_it_implies(
        string wishes, string action, string code, string held)
    {
        CompiledEnvelope before = CompiledEnvelope.From(Envelope(Of(wishes)));
        DiscoveredAction wanted = Action(action);
        ValueArray<Reason> crossings = Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(before, wanted)).Crossings;
        Assert.Equal([code], crossings.Select(reason => reason.Code));
        ReapprovalProposal.Approvable proposal = Assert.IsType<ReapprovalProposal.Approvable>(
            Reapproval.Propose(Purpose, Stored(), before, wanted, crossings, wanted.At));
        BootstrapDecision.Granted granted = Assert.IsType<BootstrapDecision.Granted>(
            Bootstrap.Decide(Purpose, Again(before.Envelope, proposal.Asked)));
        Assert.Equal((HandoffMode.Create, held), (granted.Mode, Held(granted.Envelope)));
        Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(CompiledEnvelope.From(granted.Envelope), wanted));
    }

    [Theory]
    [InlineData("calendar.event", "update", Start + " calendar.event.update")]
    [InlineData("", "update", Start + " calendar.event.update")]
    [InlineData("calendar.event", "read update", Start + " calendar.event.update")]
    public void A_token_that_was_not_granted_is_a_re_approval_that_adds_just_that(string resource, string operations, string held)
    {
        CompiledEnvelope before = CompiledEnvelope.From(Envelope(null));
        DerivationRequest request = new()
        {
            At = SomeMission.Calendar, Resources = resource.Length == 0 ? [] : [resource], Operations = operations.Split(' ').ToSortedSet(),
            Now = SomeMission.Now, TokenLifetime = TimeSpan.FromMinutes(5),
        };
        ValueArray<Reason> crossings = Assert.IsType<DerivationDecision.ReApprove>(Derivation.Decide(before, request)).Crossings;
        ReapprovalProposal.Approvable proposal = Assert.IsType<ReapprovalProposal.Approvable>(
            Reapproval.Propose(Purpose, Stored(), before, request, crossings, SomeMission.Now));
        Assert.Equal(held, Held(Envelope(proposal.Asked)));
    }

    [Fact]
    public void A_crossing_of_values_alone_asks_for_nothing_by_name()
    {
        CompiledEnvelope before = CompiledEnvelope.From(Envelope(Asked("calendar.event read")));
        DiscoveredAction action = SomeMission.Read with { Attributes = SomeMission.CalendarAttributes("cal_board1", SomeMission.Now) };
        ValueArray<Reason> crossings = Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(before, action)).Crossings;
        Assert.Null(Assert.IsType<ReapprovalProposal.Approvable>(Reapproval.Propose(Purpose, Stored(), before, action, crossings, action.At)).Asked);
    }

    [Theory]
    [InlineData("calendar.event read", "calendar.event update", "calendar.event.read calendar.event.update")]
    [InlineData("calendar.event read", "calendar.event read", "calendar.event.read")]
    [InlineData("", "calendar.event read", null)]
    public void A_re_approval_that_stands_on_its_own_names_what_the_entry_would_not_give_anyway(string wishes, string action, string? held)
    {
        CompiledPurpose rejecting = SomeMission.Purpose(Source("otherwise: recreate", "otherwise: reject"));
        CompiledEnvelope before = CompiledEnvelope.From(Envelope(Of(wishes), rejecting));
        DiscoveredAction wanted = Action(action) with { Attributes = SomeMission.CalendarAttributes("cal_board1", SomeMission.Now) };
        ValueArray<Reason> crossings = Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(before, wanted)).Crossings;
        ReapprovalProposal.Approvable proposal = Assert.IsType<ReapprovalProposal.Approvable>(
            Reapproval.Propose(rejecting, Stored(rejecting), before, wanted, crossings, wanted.At));
        Assert.Equal(held is null, proposal.Asked is null);
        MissionEnvelope alone = Envelope(proposal.Asked, rejecting, proposal.ParamsJson);
        Assert.Equal(held ?? Start, Held(alone));
        Assert.IsType<BoundaryDecision.StayInside>(Boundary.Decide(CompiledEnvelope.From(alone), wanted));
    }

    [Fact]
    public void A_crossing_that_the_entry_cannot_give_is_still_outside_the_catalog()
    {
        CompiledEnvelope before = CompiledEnvelope.From(Envelope(null));
        DiscoveredAction action = Action("calendar.event delete");
        ValueArray<Reason> crossings = Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(before, action)).Crossings;
        Assert.IsType<ReapprovalProposal.OutsideCatalog>(Reapproval.Propose(Purpose, Stored(), before, action, crossings, action.At));
    }

    [Theory]
    [InlineData("calendar.event read", "", HandoffMode.Resume)]
    [InlineData("calendar.event update", "", HandoffMode.Resume)]
    [InlineData("calendar.event update", "calendar.event read", HandoffMode.Resume)]
    [InlineData("", "calendar.event update", HandoffMode.Create)]
    [InlineData("calendar.event read", "calendar.event", HandoffMode.Create)]
    public void A_resume_that_asks_for_no_more_than_the_Mission_holds_goes_on_with_it(string before, string asked, HandoffMode mode)
    {
        MissionEnvelope held = Envelope(Of(before));
        BootstrapDecision.Granted granted = Assert.IsType<BootstrapDecision.Granted>(Bootstrap.Decide(Purpose, Again(held, Of(asked))));
        Assert.Equal(mode, granted.Mode);
        Assert.Equal(mode == HandoffMode.Resume, held == granted.Envelope);
        Assert.Equal(
            mode == HandoffMode.Create,
            granted.Reasons.Any(reason => reason is { Code: ReasonCodes.ResumeIncompatible, RuleId: "authority" }));
    }

    [Fact]
    public void Another_window_for_a_Mission_that_asked_for_less_gives_less_again()
    {
        MissionEnvelope held = Envelope(Asked("calendar.event read"));
        string wider = SomeMission.Params.Replace("2026-12-08", "2026-12-09", StringComparison.Ordinal);
        BootstrapDecision.Granted granted = Assert.IsType<BootstrapDecision.Granted>(
            Bootstrap.Decide(Purpose, Again(held, null) with { Context = SomeMission.Applied(Purpose, wider) }));
        Assert.Equal((HandoffMode.Create, "calendar.event.read"), (granted.Mode, Held(granted.Envelope)));
    }

    [Fact]
    public void A_narrower_window_resumes_a_Mission_that_asked_for_less()
    {
        MissionEnvelope held = Envelope(Asked("calendar.event read"));
        string narrower = SomeMission.Params.Replace("2026-12-08", "2026-12-07", StringComparison.Ordinal);
        Assert.Equal(HandoffMode.Resume, Assert.IsType<BootstrapDecision.Granted>(
            Bootstrap.Decide(Purpose, Again(held, null) with { Context = SomeMission.Applied(Purpose, narrower) })).Mode);
    }

    [Fact]
    public void What_a_Mission_starts_with_survives_its_stored_form()
    {
        MissionEnvelope held = Envelope(Asked("calendar.event update", "mail.message send"));
        using System.Text.Json.JsonDocument stored = System.Text.Json.JsonDocument.Parse(EnvelopeJson.Write(held));
        Assert.Equal(held, EnvelopeJson.Read(stored.RootElement));
    }

    [Fact]
    public void A_decline_of_one_operation_is_no_decline_of_another()
    {
        QuestionValues held = new(SomeMission.Tenant, "{}", null) { Authority = AskedAuthority.Held(Envelope(null)) };
        ValueArray<string> update = Parts("calendar.event update");
        Assert.Equal(["authority.calendar.event.update"], update);
        Assert.False(RepeatedQuestion.Is(Parts("mail.message send"), [update]));
        Assert.True(RepeatedQuestion.Is(Parts("mail.message send", "calendar.event update"), [update]));

        ValueArray<string> Parts(params string[] wishes) => RepeatedQuestion.ForReplacement(Purpose, held, held with { Authority = Asked(wishes) });
    }

    private static BootstrapFacts Again(MissionEnvelope held, AskedAuthority? asked) => Facts(asked) with
    {
        Handoff = new HandoffRequest([new NamedMission("resume", new ExistingMission(MissionState.Active, held, SomeMission.Now))]),
        Answer = UserAnswer.Approved,
    };

    private static AskedAuthority? Of(string wishes) => wishes.Length == 0 ? null : Asked(wishes.Split(';'));

    private static DiscoveredAction Action(string words) => SomeMission.Read with
    {
        Resource = words.Split(' ')[0],
        Operation = words.Split(' ')[1],
        Attributes = [.. SomeMission.Read.Attributes, new AttributeValue("recipients", FactValue.TextSet(["eng-team@example.com"]))],
    };
}
