using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Commands.Starting;

/// <summary>The text of a new entry: the weakest operation of one class, bound to one param, asked of the person, for an hour.</summary>
internal static partial class EntryTemplate
{
    public static string Write(Choices choices)
    {
        ResourceClass resource = choices.Class;
        string operation = Weakest(resource);
        string? bound = resource.Attributes.FirstOrDefault(attribute => attribute.Kind == FactKind.Text)?.Name;
        string server = resource.Audiences.IsEmpty ? "https://api.example.com" : resource.Audiences[0];
        string lasts = choices.Lifetime == TimeSpan.FromHours(1) ? "1h" : FactText.Duration(choices.Lifetime.Ticks);
        return $$"""
            # yaml-language-server: $schema=../catalog.schema.json
            kind: {{Quote(choices.Kind)}}
            version: 1
            owner: {{Quote(choices.Owner)}}
            title: {{Quote(choices.Title)}}
            summary: {{Quote($"{Capital(resource.Operation(operation)!.Title)} {resource.Title.ToLowerInvariant()}{(bound is null ? string.Empty : $" of one {bound}")}.")}}

            allowed: { clients: [{{Quote(choices.Client)}}], tenants: [{{Quote(choices.Tenant)}}] }

            params:
              schema:
                type: object
            {{Params(bound)}}

            authentication: { require: { acr: {{Quote(choices.Level)}}, max_age: 30m } }
            approval: { mode: user, prompts: { most: 3, per: 1h } }

            authority:
              - resource: {{Quote(resource.Name)}}
                at: {{Quote(server)}}
                operations: [{{Quote(operation)}}]
            {{(bound is null ? string.Empty : $"    where: {{ {bound}: {{ equals: params.{bound} }} }}\n")}}
            lifetime: { max: {{lasts}} }
            propagation: { depth: 0 }
            resume: { same: [subject, tenant], otherwise: reject }

            cases:
              - name: what was approved
            {{(bound is null ? string.Empty : $"    mission: {{ params: {{ {bound}: example-1 }} }}\n")}}    action: { resource: {{Quote(resource.Name)}}, operation: {{Quote(operation)}}{{Attribute(bound, "example-1")}} }
                expect: inside
              - name: every other way to cross at once
                action:
                  { resource: {{Quote(resource.Name)}}, operation: another-operation{{Attribute(bound, "example-2")}}, subject: user_2, tenant: another-tenant.example,
                    audience: https://elsewhere.example.com, until: 2099-01-01T00:00:00Z, propagation: { audience: https://another-as.example.com, depth: 1 } }
                expect:
                  reapprove: [lifetime_longer, operation_outside, {{(bound is null ? string.Empty : "param_outside_bounds, ")}}propagation_audience, propagation_depth, resource_outside_bounds, subject_outside, tenant_outside]
              - name: another class of resources
                action: { resource: another.class, operation: {{Quote(operation)}} }
                expect: { reapprove: [resource_class_outside] }

            """;
    }

    private static string Params(string? bound) => bound is null
        ? "    additionalProperties: false"
        : $$"""
                required: [{{bound}}]
                additionalProperties: false
                properties:
                  {{bound}}: { type: string, pattern: "^[a-z0-9][a-z0-9_.@-]{0,63}$" }
              governing: [{{bound}}]
            """;

    private static string Attribute(string? bound, string value) => bound is null ? string.Empty : $", {bound}: {value}";

    // The least that the class can do: stronger than nothing, and not privileged where there is a choice.
    private static string Weakest(ResourceClass resource) => resource.Operations
        .OrderBy(operation => operation.Privileged)
        .ThenBy(operation => resource.Operations.Count(other => resource.IsStronger(operation.Name, other.Name)))
        .First().Name;

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    // A JSON string is a YAML string; plain words stay plain where no reader takes them for something else.
    private static string Quote(string text) => Plain().IsMatch(text) && PlainScalar.TakenFor(text) is null
        ? text
        : $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9._/@-]*(:[A-Za-z0-9._/@-]+| [A-Za-z0-9]+)*\\.?$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();

    /// <summary>What differs from entry to entry.</summary>
    internal sealed record Choices
    {
        public required string Kind { get; init; }

        public required string Owner { get; init; }

        public required string Title { get; init; }

        public required ResourceClass Class { get; init; }

        public required string Client { get; init; }

        public required string Tenant { get; init; }

        public required string Level { get; init; }

        public required TimeSpan Lifetime { get; init; }
    }
}
