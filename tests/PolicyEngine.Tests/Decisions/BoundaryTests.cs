using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>The boundary question, one line a question.</summary>
public sealed class BoundaryTests
{
    private static readonly DiscoveredAction Read = SomeMission.Read;

    private static readonly DiscoveredAction Send = Read with
    {
        Resource = "mail.message",
        Operation = "send",
        Attributes = [new AttributeValue("recipients", FactValue.TextSet(["eng-team@example.com"]))],
    };

    public static TheoryData<string, DiscoveredAction, string> Table => new()
    {
        { "a read of the approved calendar", Read, "inside" },
        { "an operation that a held one implies", Read with { Operation = "create" }, "inside" },
        { "the named resource server", Read with { Audience = SomeMission.Calendar }, "inside" },
        { "a message to the attendees", Send, "inside" },
        { "a message to nobody", Send with { Attributes = [new AttributeValue("recipients", FactValue.TextSet([]))] }, "inside" },
        { "the first instant of the Mission", Read with { At = SomeMission.Envelope.Lifetime.Start }, "inside" },
        { "authority until the very end", Read with { Until = SomeMission.Envelope.Lifetime.End }, "inside" },
        { "the allowed downstream AS", Send with { PropagationAudience = SomeMission.CrmAs, PropagationDepth = 1 }, "inside" },
        { "an attribute the vocabulary does not know", Read with { Attributes = [.. Read.Attributes, new AttributeValue("colour", FactValue.Text("red"))] }, "inside" },
        { "the window's first instant", Read with { Attributes = SomeMission.CalendarAttributes("cal_team01", new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero)) }, "inside" },
        { "the window's end is outside", Read with { Attributes = SomeMission.CalendarAttributes("cal_team01", new(2026, 12, 8, 0, 0, 0, TimeSpan.Zero)) }, "reapprove: param_outside_bounds" },
        { "another calendar", Read with { Attributes = SomeMission.CalendarAttributes("cal_board1", SomeMission.Now) }, "reapprove: param_outside_bounds" },
        { "no attributes at all", Read with { Attributes = [] }, "reapprove: param_outside_bounds" },
        { "an attribute of the wrong kind", Read with { Attributes = [new AttributeValue("calendar", FactValue.Number(1)), Read.Attributes[1]] }, "reapprove: param_outside_bounds" },
        { "one recipient too many", Send with { Attributes = [new AttributeValue("recipients", FactValue.TextSet(["eng-team@example.com", "press@example.org"]))] }, "reapprove: param_outside_bounds" },
        { "another server of the class", Read with { Audience = SomeMission.Mail }, "reapprove: resource_outside_bounds" },
        { "an operation nobody defined", Read with { Operation = "shred" }, "reapprove: operation_outside" },
        { "an operation in other letters", Read with { Operation = "Read" }, "reapprove: operation_outside" },
        { "a class in other letters", Read with { Resource = "Calendar.event" }, "reapprove: resource_class_outside" },
        { "the downstream AS for a class it does not get", Read with { PropagationAudience = SomeMission.CrmAs, PropagationDepth = 1 }, "reapprove: propagation_audience" },
        { "the end itself is over", Read with { At = SomeMission.Envelope.Lifetime.End }, "deny: mission_not_active" },
        { "before the start", Read with { At = SomeMission.Envelope.Lifetime.Start - TimeSpan.FromTicks(1) }, "deny: mission_not_active" },
        { "what the entry forbids", Send with { Operation = "delete" }, "deny: forbidden_by_catalog operation_stronger" },
        {
            "everything at once",
            Read with { Subject = "user_2", Tenant = "customer.example", Operation = "delete", Attributes = [], Until = DateTimeOffset.MaxValue, PropagationAudience = "https://x.example", PropagationDepth = 9 },
            "reapprove: param_outside_bounds subject_outside tenant_outside operation_stronger lifetime_longer propagation_audience propagation_depth"
        },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_action_is_decided(string what, DiscoveredAction action, string expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Answers.Text(Boundary.Decide(SomeMission.Compiled, action)));
    }

    [Theory]
    [InlineData(MissionStandings.NotActive, "deny: mission_not_active")]
    [InlineData(MissionStandings.OtherActor, "deny: actor_mismatch")]
    [InlineData(MissionStandings.OtherKey, "deny: key_mismatch")]
    [InlineData(MissionStandings.CatalogWithdrawn, "deny: catalog_withdrawn")]
    [InlineData(MissionStandings.RecentlyDeclined, "inside")]
    [InlineData(MissionStandings.OtherActor | MissionStandings.OtherKey, "deny: actor_mismatch key_mismatch")]
    public void A_Mission_in_bad_standing_denies_what_is_inside(MissionStandings standing, string expected) =>
        Assert.Equal(expected, Answers.Text(Boundary.Decide(SomeMission.Compiled, Read, standing)));

    [Fact]
    public void A_crossing_that_was_declined_a_short_while_ago_is_not_asked_again() => Assert.Equal(
        "deny: recently_declined tenant_outside",
        Answers.Text(Boundary.Decide(SomeMission.Compiled, Read with { Tenant = "customer.example" }, MissionStandings.RecentlyDeclined)));

    [Fact]
    public void A_decline_that_is_found_after_the_answer_needs_no_second_question()
    {
        DiscoveredAction action = Read with { Tenant = "customer.example", Operation = "delete" };
        Assert.Equal(
            DecisionJson.Write(Boundary.Decide(SomeMission.Compiled, action, MissionStandings.RecentlyDeclined)),
            DecisionJson.Write(Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(SomeMission.Compiled, action)).WhenDeclined()));
    }

    [Fact]
    public void Every_reason_of_an_entry_names_its_rule_and_its_line()
    {
        ValueArray<Reason> reasons = Answers.Reasons(Boundary.Decide(SomeMission.Compiled, Read with { Operation = "delete", Attributes = [] }));
        Assert.Equal(
            ["authority.calendar.event.where.calendar", "authority.calendar.event.where.starts", "authority.calendar.event.operation_stronger"],
            reasons.Select(reason => reason.RuleId));
        Assert.All(reasons, reason => Assert.Equal("purposes/schedule-meeting.yaml", reason.Position.File));
        Assert.Equal(["$.authority[0].where.calendar", "$.authority[0].where.starts", "$.authority[0]"], reasons.Select(reason => reason.Position.Path));
        Assert.All(reasons, reason => Assert.True(reason.Position.Line > 0));
    }

    [Fact]
    public void A_reason_says_what_was_asked_and_what_is_allowed()
    {
        Reason reason = Answers.Reasons(Boundary.Decide(SomeMission.Compiled, Read with { Operation = "delete" })).Single();
        Assert.Equal("delete", reason.Asked);
        Assert.Equal(["create", "read", "update"], reason.Allowed);
    }

    [Fact]
    public void A_class_with_two_servers_needs_the_server_named()
    {
        MissionEnvelope two = SomeMission.Envelope with
        {
            Grants = [.. SomeMission.Envelope.Grants, SomeMission.Envelope.Grants[0] with { RuleId = "authority.other", At = "https://other.example.com", Where = [] }],
        };
        CompiledEnvelope compiled = CompiledEnvelope.From(two);
        Assert.Equal("reapprove: resource_outside_bounds", Answers.Text(Boundary.Decide(compiled, Read)));
        Assert.Equal("inside", Answers.Text(Boundary.Decide(compiled, Read with { Audience = SomeMission.Calendar })));
        Assert.Equal("inside", Answers.Text(Boundary.Decide(compiled, Read with { Audience = "https://other.example.com", Attributes = [] })));
    }

    [Fact]
    public void Staying_inside_allocates_nothing()
    {
        DiscoveredAction action = Read;
        CompiledEnvelope envelope = SomeMission.Compiled;
        Boundary.Decide(envelope, action);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 0; index < 1_000; index++)
        {
            Boundary.Decide(envelope, action);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
