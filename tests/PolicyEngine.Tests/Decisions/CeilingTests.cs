using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Decisions;

/// <summary>What a changed entry leaves of a Mission that lives.</summary>
public sealed class CeilingTests
{
    private static readonly AppliedValues Values = new()
    {
        Client = "assistant",
        Application = "ai_assistant",
        Tenant = SomeMission.Tenant,
        ParamsJson = SomeMission.Applied(SomeMission.Meeting).ParamsJson,
        Subject = SomeMission.Subject,
    };

    /// <summary>An edit of the entry, and what is left: an end, or reasons; and whether another
    /// event may still be read, created and changed, mail sent and the CRM reached.</summary>
    public static TheoryData<string, string, string> Edits => new()
    {
        { "title: Schedule a meeting", "title: Schedule meetings", "whole" },
        { "version: 3", "version: 4", "whole" },
        { "operations: [read, create, update]", "operations: [read, create, update, delete]", "whole" },
        { "lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 12h, idle: 2h }", "whole" },
        { "require: { acr: mfa, max_age: 30m }", "require: { acr: phr, max_age: 5m }", "whole" },
        { "operations: [read, create, update]", "operations: [read, create]", "8h 1h: read create send crm" },
        { "lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 2h, idle: 30m }", "2h 30m: read create update send crm" },
        { "starts: { within: params.window }", "starts: { at_least: 2026-12-05T00:00:00Z }", "8h 1h: send crm" },
        { "applications: [ai_assistant]", "applications: [other]", "catalog_narrowed app_not_allowed" },
        { "tenants: [example.com]", "tenants: [customer.example]", "catalog_narrowed tenant_not_allowed" },
        { "^cal_[a-z0-9]{6,32}$", "^kal_[a-z0-9]{6,32}$", "catalog_narrowed params_invalid" },
        { "resume:\n", "rules:\n  - { name: no-longer, when: { params.attendees: { count_over: 0 } }, then: { refuse: true } }\nresume:\n", "catalog_narrowed refused_by_rule" },
        { "resume:\n", "on_change: suspend\nresume:\n", "catalog_changed" },
        { "resume:\n", "on_change: keep\nresume:\n", "whole" },
    };

    [Theory]
    [MemberData(nameof(Edits))]
    public void A_changed_entry_leaves_what_lies_in_both(string old, string replacement, string expected)
    {
        CompiledPurpose now = Changed(old, replacement);

        Assert.Equal(expected, Told(Ceiling.Decide(now, SomeMission.Envelope, Values)));
    }

    [Fact]
    public void An_entry_that_forbids_more_reaches_no_other_server_or_names_another_client_leaves_less()
    {
        CatalogEntry entry = SomeMission.Meeting.Entry;

        Assert.Equal("8h 1h: read create update", Told(entry with { Never = [new ForbiddenRule("mail.message", ["send"])] }));
        Assert.Equal("8h 1h: read create update send", Told(entry with { Propagation = new PropagationRule(1, []) }));
        Assert.Equal("catalog_narrowed client_not_allowed", Told(Other));
    }

    [Fact]
    public void An_entry_that_keeps_leaves_a_client_that_it_no_longer_names_its_Missions() => Assert.IsType<CeilingDecision.Whole>(
        Ceiling.Decide(Compiled(Other with { OnChange = ChangeRule.Keep }), SomeMission.Envelope, Values));

    [Fact]
    public void An_entry_that_suspends_asks_for_an_approval_and_one_that_narrows_does_not()
    {
        CeilingDecision.Suspended asked = Assert.IsType<CeilingDecision.Suspended>(
            Ceiling.Decide(Changed("resume:\n", "on_change: suspend\nresume:\n"), SomeMission.Envelope, Values));
        CeilingDecision.Suspended closed = Assert.IsType<CeilingDecision.Suspended>(
            Ceiling.Decide(Compiled(Other), SomeMission.Envelope, Values));

        Assert.True(asked.IsUntilApproval);
        Assert.False(closed.IsUntilApproval);
        Assert.Equal("on_change", asked.Reasons[0].RuleId);
    }

    [Fact]
    public void The_entry_that_a_Mission_was_compiled_from_takes_nothing_even_where_it_suspends()
    {
        CompiledPurpose same = Changed("resume:\n", "on_change: suspend\nresume:\n");

        Assert.IsType<CeilingDecision.Whole>(Ceiling.Decide(same, SomeMission.EnvelopeOf(same), Values));
    }

    [Fact]
    public void An_entry_that_grants_nothing_of_the_Mission_any_more_says_that_nothing_is_left()
    {
        CompiledPurpose now = Changed("calendar: { equals: params.calendar }", "calendar: { equals: params.calendar }");
        MissionEnvelope other = SomeMission.Envelope with
        {
            EntryDigest = "sha-256:other", Grants = [.. SomeMission.Envelope.Grants.Select(grant => grant with { At = "https://old.example" })],
        };

        Assert.Equal("catalog_narrowed compile_failed", Told(Ceiling.Decide(now, other, Values)));
    }

    [Fact]
    public void What_began_provisionally_is_bounded_by_the_restricted_beginning_that_the_entry_has_now()
    {
        MissionEnvelope begun = SomeMission.Envelope with { EntryDigest = "sha-256:other" };

        Assert.Equal(
            "catalog_narrowed provisional_not_allowed", Told(Ceiling.Decide(SomeMission.Meeting, begun, Values, isProvisional: true)));
    }

    [Fact]
    public void A_bound_of_the_entry_as_it_is_now_shows_its_own_line()
    {
        CompiledPurpose now = Changed("starts: { within: params.window }", "starts: { at_least: 2026-12-05T00:00:00Z }");
        CeilingDecision.Part part = Assert.IsType<CeilingDecision.Part>(Ceiling.Decide(now, SomeMission.Envelope, Values));

        Reason crossing = Assert.Single(
            Boundary.Decide(CompiledEnvelope.From(part.Left), SomeMission.Read).Match(_ => [], ask => ask.Crossings, deny => deny.Reasons));

        Assert.Equal((ReasonCodes.ParamOutsideBounds, "authority.calendar.event.where.starts"), (crossing.Code, crossing.RuleId));
        Assert.Equal(now.Entry.Source.At("$.authority[0].where.starts"), crossing.Position);
    }

    private static CatalogEntry Other =>
        SomeMission.Meeting.Entry with { Allowed = SomeMission.Meeting.Entry.Allowed with { Clients = ["other"] } };

    private static CompiledPurpose Compiled(CatalogEntry entry) =>
        PurposeCompiler.Compile(entry, SomeMission.Meeting.Vocabulary, EnvelopeShapes.Compiled);

    private static string Told(CatalogEntry entry) => Told(Ceiling.Decide(Compiled(entry), SomeMission.Envelope, Values));

    private static CompiledPurpose Changed(params string[] replacements) => SomeMission.Purpose(SomeYaml.Meeting with
    {
        Text = replacements.Chunk(2).Aggregate(SomeYaml.Meeting.Text, (text, pair) =>
        {
            Assert.Contains(pair[0], text, StringComparison.Ordinal);
            return text.Replace(pair[0], pair[1], StringComparison.Ordinal);
        }),
    });

    private static string Told(CeilingDecision decision) => decision.Match(
        _ => "whole",
        part => $"{Short(part.Left.Lifetime.End - part.Left.Lifetime.Start)} {Short(part.Left.Idle!.Value)}: {string.Join(' ', Done(part.Left))}",
        suspended => string.Join(' ', suspended.Reasons.Select(reason => reason.Code)));

    private static string Short(TimeSpan time) => time.TotalHours >= 1 ? $"{time.TotalHours}h" : $"{time.TotalMinutes}m";

    private static IEnumerable<string> Done(MissionEnvelope left)
    {
        CompiledEnvelope compiled = CompiledEnvelope.From(left);
        DiscoveredAction send = SomeMission.Read with
        {
            Resource = "mail.message", Operation = "send", Attributes = [new AttributeValue("recipients", FactValue.TextSet(["eng-team@example.com"]))],
        };
        (string Word, DiscoveredAction Action)[] tried =
        [
            ("read", SomeMission.Read),
            ("create", SomeMission.Read with { Operation = "create" }),
            ("update", SomeMission.Read with { Operation = "update" }),
            ("send", send),
            ("crm", send with { PropagationAudience = SomeMission.CrmAs, PropagationDepth = 1 }),
        ];
        return tried.Where(one => Boundary.Decide(compiled, one.Action) is BoundaryDecision.StayInside).Select(one => one.Word);
    }
}
