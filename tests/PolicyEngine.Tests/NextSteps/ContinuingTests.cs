using System.Collections.Frozen;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.NextSteps;

/// <summary>The decision table of the next step, one line a way to cross; each with other purposes in the catalog and without.</summary>
public sealed class ContinuingTests
{
    private const string Owner = "change_catalog schedule-meeting of identity-governance@example.com: ";

    private static readonly DiscoveredAction Read = SomeMission.Read;

    public static TheoryData<string, DiscoveredAction, string, string> Table => new()
    {
        { "a new subject", Read with { Subject = "user_2" }, "push by user_2", "push by user_2" },
        {
            "a stronger operation", Read with { Operation = "delete" },
            """other_purpose clean-calendar [delete] {"calendar":"cal_team01"} fill ticket""",
            Owner + "operation_stronger $.authority[0].operations purposes/schedule-meeting.yaml:41:5"
        },
        {
            "another class", Read with { Resource = "payment.transfer", Attributes = [new AttributeValue("batch", FactValue.Text("b1"))] },
            Owner + "resource_class_outside $.authority purposes/schedule-meeting.yaml:38:1",
            Owner + "resource_class_outside $.authority purposes/schedule-meeting.yaml:38:1"
        },
        {
            "another server", Read with { Audience = SomePurposes.Elsewhere },
            """other_purpose far-calendar [read] {"calendar":"cal_team01"} fill ticket""",
            Owner + "resource_outside_bounds $.authority[0].at purposes/schedule-meeting.yaml:40:5"
        },
        {
            "longer than the entry", Read with { Until = SomeMission.Now + TimeSpan.FromDays(2) },
            """other_purpose watch-calendar [read] {"calendar":"cal_team01"} fill ticket""",
            Owner + "lifetime_longer $.lifetime.max purposes/schedule-meeting.yaml:51:13"
        },
        {
            "a broader propagation", Read with { PropagationAudience = "https://other-as.example.com", PropagationDepth = 2 },
            """other_purpose watch-calendar [read] {"calendar":"cal_team01"} fill ticket""",
            Owner + "propagation_audience $.propagation.audiences purposes/schedule-meeting.yaml:54:3, propagation_depth $.propagation.depth purposes/schedule-meeting.yaml:53:3"
        },
        { "another calendar", Event("cal_board1"), "push replaces", "push replaces" },
        { "longer, within the entry", Read with { Until = SomeMission.Envelope.Lifetime.End + TimeSpan.FromSeconds(30) }, "push replaces", "push replaces" },
        { "a tenant of no entry", Read with { Tenant = "third.example" }, Owner + "tenant_not_allowed $.allowed.tenants purposes/schedule-meeting.yaml:9:3", Owner + "tenant_not_allowed $.allowed.tenants purposes/schedule-meeting.yaml:9:3" },
        {
            "an operation of no family", Read with { Operation = "export" },
            Owner + "operation_outside $.authority[0].operations purposes/schedule-meeting.yaml:41:5",
            Owner + "operation_outside $.authority[0].operations purposes/schedule-meeting.yaml:41:5"
        },
        {
            "an attribute that is missing", Read with { Attributes = [Read.Attributes[0]] },
            """other_purpose far-calendar [read] {"calendar":"cal_team01"} fill ticket; watch-calendar [read] {"calendar":"cal_team01"} fill ticket""",
            Owner + "param_outside_bounds $.authority[0].where.starts purposes/schedule-meeting.yaml:44:7"
        },
        {
            "a value that the schema refuses", Event("../etc"),
            """other_purpose far-calendar [read] {"calendar":"../etc"} fill ticket; watch-calendar [read] {"calendar":"../etc"} fill ticket""",
            Owner + "params_invalid $.params.schema purposes/schedule-meeting.yaml:11:3"
        },
        { "two at once, one of them for good", Event("cal_board1") with { Operation = "delete" }, """other_purpose clean-calendar [delete] {"calendar":"cal_board1"} fill ticket""", Owner + "operation_stronger $.authority[0].operations purposes/schedule-meeting.yaml:41:5" },
        { "a stronger operation for a new subject", Read with { Operation = "delete", Subject = "user_2" }, """other_purpose clean-calendar [delete] {"calendar":"cal_team01"} fill ticket by user_2""", Owner + "operation_stronger $.authority[0].operations purposes/schedule-meeting.yaml:41:5" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Every_crossing_has_one_next_step(string what, DiscoveredAction action, string among, string alone)
    {
        Assert.NotEmpty(what);
        Assert.Equal(among, Text(SomePurposes.Decide(SomePurposes.Catalog, action)));
        Assert.Equal(alone, Text(SomePurposes.Decide(SomePurposes.Alone, action)));
    }

    [Fact]
    public void A_token_outside_has_a_next_step_too()
    {
        DerivationRequest wish = new()
        {
            At = SomeMission.Calendar, Resources = ["calendar.event"], Operations = ["delete"], Now = SomeMission.Now + TimeSpan.FromMinutes(1), TokenLifetime = TimeSpan.FromMinutes(5),
            Constraints = [When.Is(FactName.Attribute("calendar"), Comparison.Equal, FactValue.Text("cal_board1"))],
        };
        ValueArray<Reason> crossings = Assert.IsType<DerivationDecision.ReApprove>(Derivation.Decide(SomeMission.Compiled, wish)).Crossings;
        Assert.Equal(
            """other_purpose clean-calendar [delete] {"calendar":"cal_board1"} fill ticket""",
            Text(Continuing.Decide(SomePurposes.Facts(SomePurposes.Catalog, crossings), wish)));
        Assert.Equal(
            Owner + "operation_stronger $.authority[0].operations purposes/schedule-meeting.yaml:41:5",
            Text(Continuing.Decide(SomePurposes.Facts(SomePurposes.Alone, crossings), wish)));
    }

    [Fact]
    public void A_purpose_that_reviewers_decide_is_named_only_to_a_client_that_can_defer()
    {
        DiscoveredAction record = Read with { Resource = "crm.activity", Operation = "create", Attributes = [new AttributeValue("account", FactValue.Text("acc_1"))] };
        Assert.StartsWith(Owner, Text(SomePurposes.Decide(SomePurposes.Catalog, record)), StringComparison.Ordinal);
        Assert.Equal(
            """other_purpose record-activity [create read] {"account":"acc_1"} fill ticket deferred""",
            Text(SomePurposes.Decide(SomePurposes.Catalog, record, facts => facts with { MayDefer = true })));
    }

    [Fact]
    public void A_second_Mission_of_the_same_kind_is_named_where_only_what_was_approved_before_is_in_the_way()
    {
        string everybody = string.Join(',', Enumerable.Range(0, 50).Select(index => $"\"e{index}@example.com\""));
        string full = SomeMission.Params.Replace("\"eng-team@example.com\"", everybody, StringComparison.Ordinal);
        CompiledEnvelope envelope = CompiledEnvelope.From(SomeMission.EnvelopeOf(SomeMission.Meeting, full));
        DiscoveredAction send = Read with { Resource = "mail.message", Operation = "send", Attributes = [new AttributeValue("recipients", FactValue.TextSet(["press@example.org"]))] };
        NextStepFacts facts = SomePurposes.Facts(SomePurposes.Alone, Answers.Reasons(Boundary.Decide(envelope, send))) with
        {
            Envelope = envelope, Stored = SomePurposes.Stored with { ParamsJson = full },
        };
        Assert.Equal("""other_purpose schedule-meeting [send] {"attendees":["press@example.org"]} fill calendar window""", Text(Continuing.Decide(facts, send)));
    }

    [Fact]
    public void A_tenant_that_the_person_is_not_in_is_no_matter_of_the_catalog()
    {
        CompiledCatalog both = SomePurposes.Of(SomeYaml.MeetingWith("tenants: [example.com]", "tenants: [example.com, customer.example]"));
        NextStep step = SomePurposes.Decide(
            both,
            Read with { Tenant = "customer.example" },
            facts => facts with { Stored = facts.Stored with { SubjectTenants = new[] { "example.com" }.ToFrozenSet(StringComparer.Ordinal) } });
        Assert.Equal(Owner + "tenant_not_allowed Membership", Text(step));
    }

    [Fact]
    public void A_lifetime_that_the_registration_caps_is_no_matter_of_the_catalog() => Assert.Equal(
        Owner + "lifetime_longer Registration",
        Text(SomePurposes.Decide(
            SomePurposes.Alone,
            Read with { Until = SomeMission.Envelope.Lifetime.End + TimeSpan.FromSeconds(30) },
            facts => facts with { Stored = facts.Stored with { ClientMaxLifetime = TimeSpan.FromHours(2) } })));

    [Fact]
    public void A_subject_that_cannot_sign_in_is_not_asked() => Assert.Equal(
        Owner + "subject_outside None",
        Text(SomePurposes.Decide(SomePurposes.Alone, Read with { Subject = "service:s" }, facts => facts with { MayOtherSubjectSignIn = false })));

    [Fact]
    public void A_kind_that_has_left_the_catalog_has_no_owner_to_name() => Assert.Equal(
        "change_catalog schedule-meeting of : ",
        Text(SomePurposes.Decide(SomePurposes.Of(SomePurposes.Entry("other", "crm.activity", "[read]", "where: { account: { equals: params.account } }", "account: { type: string }", "account")), Read with { Operation = "delete" })));

    [Fact]
    public void What_was_asked_already_is_waited_for()
    {
        DiscoveredAction board = Event("cal_board1");
        PendingQuestion late = Pending("cal_board1", 9, isReview: true);
        PendingQuestion soon = Pending("cal_board1", 5, isReview: false);
        PendingQuestion other = Pending("cal_other1", 2, isReview: false);
        PendingQuestion over = Pending("cal_board1", 0, isReview: false);
        PendingQuestion[][] orders = [[late, soon, other, over], [over, other, soon, late], [soon, over, late, other]];
        Assert.All(orders, pending => Assert.Equal(
            "wait for a person until 2026-12-01T09:05:00Z",
            Text(SomePurposes.Decide(SomePurposes.Catalog, board, facts => facts with { Pending = [.. pending] }))));
        Assert.Equal(
            "push replaces", Text(SomePurposes.Decide(SomePurposes.Catalog, board, facts => facts with { Pending = [other, over] })));
        Assert.Equal(
            "push by user_2",
            Text(SomePurposes.Decide(SomePurposes.Catalog, board with { Subject = "user_2" }, facts => facts with { Pending = [soon] })));
    }

    [Fact]
    public void Reasons_say_what_is_crossed_or_what_the_entry_would_still_refuse()
    {
        DiscoveredAction two = Event("cal_board1") with { Operation = "delete" };
        Assert.Equal(["operation_stronger"], SomePurposes.Decide(SomePurposes.Alone, two).Why.Select(reason => reason.Code));
        Assert.Equal(
            ["param_outside_bounds"], SomePurposes.Decide(SomePurposes.Alone, Event("cal_board1")).Why.Select(reason => reason.Code));
    }

    private static PendingQuestion Pending(string calendar, int minutes, bool isReview) => new(
        SomePurposes.Kinds + "schedule-meeting",
        isReview,
        SomeMission.Now + TimeSpan.FromMinutes(minutes),
        CompiledEnvelope.From(SomeMission.EnvelopeOf(SomeMission.Meeting, SomeMission.Params.Replace("cal_team01", calendar, StringComparison.Ordinal))));

    private static DiscoveredAction Event(string calendar) =>
        Read with { Attributes = SomeMission.CalendarAttributes(calendar, SomeMission.Now + TimeSpan.FromDays(1)) };

    private static string Text(NextStep step) => step.Match(
        push => "push" + (push.IsReplacement ? " replaces" : string.Empty) + By(push.Subject),
        other => "other_purpose " + string.Join("; ", other.Purposes.Select(offer =>
            $"{Short(offer.Kind)} [{string.Join(' ', offer.Operations)}] {offer.ParamsJson} fill {string.Join(' ', offer.ToFill)}{(offer.IsDeferred ? " deferred" : string.Empty)}")) + By(other.Subject),
        wait => $"wait for {(wait.Pending.IsReview ? "reviewers" : "a person")} until {FactText.Instant(wait.Pending.Until)}",
        change => $"change_catalog {Short(change.Kind)} of {change.Owner}: "
            + string.Join(", ", change.Changes.Select(needed => needed.Place == ChangePlace.Catalog ? $"{needed.Code} {needed.Path} {needed.Position}" : $"{needed.Code} {needed.Place}")));

    private static string Short(string kind) => kind[SomePurposes.Kinds.Length..];

    private static string By(string? subject) => subject is null ? string.Empty : " by " + subject;
}
