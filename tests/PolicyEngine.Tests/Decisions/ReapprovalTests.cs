using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>Which one question to the person would help, one line a crossing.</summary>
public sealed class ReapprovalTests
{
    private const string Kept = """{"attendees":["eng-team@example.com"],"calendar":"cal_team01","note":"weekly","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"}}""";

    private static readonly CompiledPurpose TwoTenants = SomeMission.MeetingWith("tenants: [example.com]", "tenants: [example.com, customer.example]");

    private static readonly DateTimeOffset Now = SomeMission.Now + TimeSpan.FromHours(1);

    private static readonly DateTimeOffset End = SomeMission.Envelope.Lifetime.End;

    private static readonly DiscoveredAction Read = SomeMission.Read;

    private static readonly DiscoveredAction Send = Read with
    {
        Resource = "mail.message", Operation = "send", Attributes = [new AttributeValue("recipients", FactValue.TextSet(["eng-team@example.com", "press@example.org"]))],
    };

    private static readonly DerivationRequest Token = new() { At = SomeMission.Calendar, Now = Now, TokenLifetime = TimeSpan.FromMinutes(5) };

    public static TheoryData<string, DiscoveredAction, string> Actions => new()
    {
        { "another calendar", Event("cal_board1", Now), Kept.Replace("cal_team01", "cal_board1", StringComparison.Ordinal) },
        { "an event after the window", Event("cal_team01", At(9)), Kept.Replace("2026-12-08T00:00:00Z", "2026-12-09T00:00:01Z", StringComparison.Ordinal) },
        { "an event at the end of the window", Event("cal_team01", At(8)), Kept.Replace("2026-12-08T00:00:00Z", "2026-12-08T00:00:01Z", StringComparison.Ordinal) },
        { "an event before the window", Event("cal_team01", At(1) - TimeSpan.FromMinutes(1)), Kept.Replace("2026-12-01T00:00:00Z", "2026-11-30T23:59:00Z", StringComparison.Ordinal) },
        { "a recipient more", Send, Kept.Replace("\"eng-team@example.com\"", "\"eng-team@example.com\",\"press@example.org\"", StringComparison.Ordinal) },
        { "another tenant", Read with { Tenant = "customer.example" }, Kept + " @customer.example" },
        { "a bit longer", Read with { Until = End + TimeSpan.FromMinutes(30) }, Kept + " until 2026-12-01T17:30:00Z" },
        { "as long as the entry gives", Read with { Until = Now + TimeSpan.FromHours(8) }, Kept + " until 2026-12-01T18:00:00Z" },
        { "longer than the entry gives", Read with { Until = Now + TimeSpan.FromHours(8) + TimeSpan.FromTicks(1) }, "lifetime_longer" },
        { "two at once", Event("cal_board1", Now) with { Tenant = "customer.example" }, Kept.Replace("cal_team01", "cal_board1", StringComparison.Ordinal) + " @customer.example" },
        { "a tenant that the entry does not name", Read with { Tenant = "third.example" }, "tenant_not_allowed" },
        { "a calendar that the schema refuses", Event("../etc", Now), "params_invalid" },
        { "an event that does not say when it starts", Read with { Attributes = [Read.Attributes[0]] }, "param_outside_bounds" },
        { "another subject", Read with { Subject = "user_2" }, "subject_outside" },
        { "a stronger operation", Read with { Operation = "delete" }, "operation_stronger" },
        { "another class", Read with { Resource = "payment.transfer" }, "resource_class_outside" },
        { "another server", Read with { Audience = "https://elsewhere.example.com" }, "resource_outside_bounds" },
        { "another authorization server", Read with { PropagationAudience = "https://unknown-as.example.com", PropagationDepth = 2 }, "propagation_audience propagation_depth" },
        { "what can be lifted is not among what remains", Event("cal_board1", Now) with { Operation = "delete", Tenant = "customer.example" }, "operation_stronger" },
        { "what is forbidden", Send with { Operation = "delete" }, "forbidden_by_catalog operation_stronger" },
    };

    public static TheoryData<string, DerivationRequest, string> Tokens => new()
    {
        { "another calendar", Constrained(Attribute("calendar", Comparison.Equal, FactValue.Text("cal_board1"))), Kept.Replace("cal_team01", "cal_board1", StringComparison.Ordinal) },
        {
            "a later window",
            Constrained(Attribute("starts", Comparison.AtLeast, FactValue.Instant(At(2))), Attribute("starts", Comparison.Under, FactValue.Instant(At(10)))),
            Kept.Replace("2026-12-08T00:00:00Z", "2026-12-10T00:00:00Z", StringComparison.Ordinal)
        },
        {
            "a recipient more",
            Constrained(Attribute("recipients", Comparison.SubsetOf, FactValue.TextSet(["press@example.org"]))) with { At = SomeMission.Mail },
            Kept.Replace("\"eng-team@example.com\"", "\"eng-team@example.com\",\"press@example.org\"", StringComparison.Ordinal)
        },
        { "a bit longer", Token with { Until = End + TimeSpan.FromMinutes(30) }, Kept + " until 2026-12-01T17:30:00Z" },
        { "a window without an end", Constrained(Attribute("starts", Comparison.AtLeast, FactValue.Instant(At(2)))), "param_outside_bounds" },
        { "a prefix of calendars", Constrained(Attribute("calendar", Comparison.StartsWith, FactValue.Text("cal_"))), "param_outside_bounds" },
        { "a stronger operation", Token with { Operations = ["delete"] }, "operation_stronger" },
        { "another server", Token with { At = "https://elsewhere.example.com", Resources = ["calendar.event"], Operations = ["read"] }, "resource_outside_bounds" },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void An_action_outside_gets_the_smallest_question_that_would_help(string what, DiscoveredAction action, string expected)
    {
        Assert.NotEmpty(what);
        ValueArray<Reason> crossings = Answers.Reasons(Boundary.Decide(SomeMission.Compiled, action));
        Assert.Equal(expected, Text(Reapproval.Propose(TwoTenants, Stored, SomeMission.Compiled, action, crossings, Now)));
    }

    [Theory]
    [MemberData(nameof(Tokens))]
    public void A_token_outside_gets_the_smallest_question_that_would_help(string what, DerivationRequest request, string expected)
    {
        Assert.NotEmpty(what);
        ValueArray<Reason> crossings = Assert.IsType<DerivationDecision.ReApprove>(Derivation.Decide(SomeMission.Compiled, request)).Crossings;
        Assert.Equal(expected, Text(Reapproval.Propose(TwoTenants, Stored, SomeMission.Compiled, request, crossings, Now)));
    }

    [Fact]
    public void A_param_that_was_left_out_is_filled_in()
    {
        const string without = """{"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"}}""";
        CompiledEnvelope envelope = CompiledEnvelope.From(SomeMission.EnvelopeOf(SomeMission.Meeting, without));
        ValueArray<Reason> crossings = Answers.Reasons(Boundary.Decide(envelope, Send));
        Assert.Equal(
            """{"attendees":["eng-team@example.com","press@example.org"],"calendar":"cal_team01","window":{"from":"2026-12-01T00:00:00Z","to":"2026-12-08T00:00:00Z"}}""",
            Text(Reapproval.Propose(SomeMission.Meeting, Stored with { ParamsJson = without }, envelope, Send, crossings, Now)));
    }

    [Fact]
    public void A_greatest_duration_grows_only_as_far_as_needed()
    {
        DiscoveredAction longer = Read with { Until = End + TimeSpan.FromMinutes(30) };
        ValueArray<Reason> crossings = Answers.Reasons(Boundary.Decide(SomeMission.Compiled, longer));
        ReapprovalProposal.Approvable approvable = Assert.IsType<ReapprovalProposal.Approvable>(
            Reapproval.Propose(SomeMission.Meeting, Stored with { MaxDuration = TimeSpan.FromHours(1) }, SomeMission.Compiled, longer, crossings, Now));
        Assert.Equal(longer.Until - Now, approvable.MaxDuration);
    }

    [Fact]
    public void A_greatest_duration_that_no_calendar_holds_stays_as_it_is()
    {
        DiscoveredAction longer = Read with { Until = End + TimeSpan.FromMinutes(30) };
        ValueArray<Reason> crossings = Answers.Reasons(Boundary.Decide(SomeMission.Compiled, longer));
        ReapprovalProposal.Approvable approvable = Assert.IsType<ReapprovalProposal.Approvable>(
            Reapproval.Propose(SomeMission.Meeting, Stored with { MaxDuration = TimeSpan.MaxValue }, SomeMission.Compiled, longer, crossings, Now));
        Assert.Equal(TimeSpan.MaxValue, approvable.MaxDuration);
    }

    [Fact]
    public void What_the_registration_of_the_client_caps_cannot_be_asked_for()
    {
        DiscoveredAction longer = Read with { Until = End + TimeSpan.FromMinutes(30) };
        ValueArray<Reason> crossings = Answers.Reasons(Boundary.Decide(SomeMission.Compiled, longer));
        Assert.Equal(
            "lifetime_longer",
            Text(Reapproval.Propose(SomeMission.Meeting, Stored with { ClientMaxLifetime = TimeSpan.FromHours(1) }, SomeMission.Compiled, longer, crossings, Now)));
    }

    private static AppliedValues Stored => new()
    {
        Client = "assistant", Application = "ai_assistant", Tenant = SomeMission.Tenant, ParamsJson = Kept, Subject = SomeMission.Subject,
    };

    private static string Text(ReapprovalProposal proposal) => proposal.Match(
        approvable => approvable.ParamsJson
            + (approvable.Tenant == SomeMission.Tenant ? string.Empty : " @" + approvable.Tenant)
            + (approvable.ExpiresAt == End ? string.Empty : " until " + FactText.Instant(approvable.ExpiresAt!.Value)),
        outside => string.Join(' ', outside.Remaining.Select(reason => reason.Code).Distinct()));

    private static DiscoveredAction Event(string calendar, DateTimeOffset starts) => Read with { Attributes = SomeMission.CalendarAttributes(calendar, starts) };

    private static DateTimeOffset At(int day) => new(2026, 12, day, 0, 0, 0, TimeSpan.Zero);

    private static DerivationRequest Constrained(params Condition[] constraints) => Token with { Constraints = [.. constraints] };

    private static Condition Attribute(string name, Comparison comparison, FactValue value) => When.Is(FactName.Attribute(name), comparison, value);
}
