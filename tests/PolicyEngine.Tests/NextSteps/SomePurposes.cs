using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.NextSteps;

/// <summary>The meeting purpose among others: one that may delete, one that lives
/// longer, one that reviewers decide, and one of another client.</summary>
internal static class SomePurposes
{
    public const string Kinds = "https://assistant.example.com/purposes/";

    public const string Elsewhere = "https://elsewhere.example.com";

    private static readonly CatalogSource Classes = new("vocabulary/classes.yaml", SomeYaml.Classes.Text.Replace("audiences: [https://calendar-api.example.com]", $"audiences: [https://calendar-api.example.com, {Elsewhere}]", StringComparison.Ordinal) + "\n" + """
          payment.transfer:
            title: Payments
            audiences: [https://payments-api.example.com]
            operations: { read: { title: read } }
            attributes: { batch: { kind: text, title: batch } }
          crm.activity:
            title: Activities
            operations: { read: { title: read }, create: { title: record, implies: [read] } }
            attributes: { account: { kind: text, title: account } }
        """);

    private static readonly CatalogSource Levels = new(
        "vocabulary/assurance.yaml",
        SomeYaml.Levels.Text
            .Replace("clients: [assistant]", "clients: [assistant, finance]", StringComparison.Ordinal)
            .Replace("https://crm-as.example.com]", "https://crm-as.example.com, https://other-as.example.com]", StringComparison.Ordinal));

    private static readonly CatalogSource[] Others =
    [
        Entry("clean-calendar", "calendar.event", "[delete]", "where: { calendar: { equals: params.calendar } }", "calendar: { type: string, pattern: \"^cal_[a-z0-9]{6,32}$\" }", "calendar"),
        Entry("record-activity", "crm.activity", "[create]", "where: { account: { equals: params.account } }", "account: { type: string }", "account", approval: "review"),
        Entry("read-payments", "payment.transfer", "[read]", "where: { batch: { equals: params.batch } }", "batch: { type: string }", "batch", client: "finance"),
        Entry("watch-calendar", "calendar.event", "[read]", "where: { calendar: { equals: params.calendar } }", "calendar: { type: string }", "calendar", lifetime: "20d", audience: "https://other-as.example.com"),
        Entry("far-calendar", "calendar.event", "[read]", "where: { calendar: { equals: params.calendar } }", "calendar: { type: string }", "calendar", at: Elsewhere),
    ];

    /// <summary>All of them.</summary>
    public static CompiledCatalog Catalog { get; } = Of([SomeYaml.Meeting, .. Others]);

    /// <summary>All of them, where the others give what they give on request only.</summary>
    public static CompiledCatalog OnRequest { get; } = Of([SomeYaml.Meeting, .. Others.Select(OnRequestOf)]);

    /// <summary>The meeting purpose alone.</summary>
    public static CompiledCatalog Alone { get; } = Of(SomeYaml.Meeting);

    public static AppliedValues Stored { get; } = new()
    {
        Client = "assistant",
        Application = "ai_assistant",
        Tenant = SomeMission.Tenant,
        ParamsJson = SomeMission.Applied(SomeMission.Meeting).ParamsJson,
        Subject = SomeMission.Subject,
    };

    public static CompiledCatalog Of(params CatalogSource[] sources) => CatalogLoader.Load([Classes, Levels, .. sources]).Match(
        loaded => CompiledCatalog.Compile(loaded.Model.Vocabulary, loaded.Model.Entries),
        refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics)));

    public static NextStepFacts Facts(CompiledCatalog catalog, ValueArray<Reason> crossings) => new()
    {
        Catalog = catalog,
        Stored = Stored,
        Envelope = SomeMission.Compiled,
        Crossings = crossings,
        Now = SomeMission.Now + TimeSpan.FromMinutes(1),
    };

    public static NextStep Decide(CompiledCatalog catalog, DiscoveredAction action, Func<NextStepFacts, NextStepFacts>? change = null)
    {
        ValueArray<Reason> crossings = Assert.IsType<BoundaryDecision.ReApprove>(Boundary.Decide(SomeMission.Compiled, action)).Crossings;
        return Continuing.Decide((change ?? (facts => facts))(Facts(catalog, crossings)), action);
    }

    public static CatalogSource Entry(
        string name,
        string resource,
        string operations,
        string where,
        string schema,
        string governing,
        string client = "assistant",
        string lifetime = "1h",
        string approval = "user",
        string? audience = null,
        string? at = null) => new($"purposes/{name}.yaml", $$"""
        kind: {{Kinds}}{{name}}
        version: 1
        owner: owner-of-{{name}}@example.com
        title: Title of {{name}}
        summary: For tests.
        allowed: { clients: [{{client}}], tenants: [example.com] }
        params:
          schema:
            type: object
            required: [{{governing}}, ticket]
            additionalProperties: false
            properties: { {{schema}}, ticket: { type: string, maxLength: 20 } }
          governing: [{{governing}}]
          audit_only: [ticket]
        authentication: { require: { acr: mfa } }
        approval: {{(approval == "review" ? "{ mode: review, review: { reviewers: [group:it], approvals: 1, not_the_requester: true, expires_after: 24h } }" : $"{{ mode: {approval} }}")}}
        authority:
          - resource: {{resource}}
            at: {{at ?? Server(resource)}}
            operations: {{operations}}
            {{where}}
        lifetime: { max: {{lifetime}} }
        propagation: {{(audience is null ? "{ depth: 0 }" : $"{{ depth: 2, audiences: [{{ as: {audience}, resources: [{resource}], project: {{ params: [{governing}], actor: never }}, assertion_lifetime: 5m }}] }}")}}
        resume: { same: [subject, tenant], otherwise: reject }
        cases: []
        """);

    public static CatalogSource OnRequestOf(CatalogSource entry) =>
        new(entry.Path, entry.Text
            .Replace("\n    where:", "\n    grant: on_request\n    where:", StringComparison.Ordinal)
            .Replace("\nlifetime:", $"\n  - resource: mail.message\n    at: {SomeMission.Mail}\n    operations: [send]\nlifetime:", StringComparison.Ordinal));

    private static string Server(string resource) => resource switch
    {
        "calendar.event" => SomeMission.Calendar,
        "payment.transfer" => "https://payments-api.example.com",
        _ => "https://crm-api.example.com",
    };
}
