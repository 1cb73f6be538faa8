using System.Collections.Immutable;
using CsCheck;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Tests.Some.Generated;

/// <summary>Random catalogs, params, requests and actions over small domains, so that bounds and what is tried meet often.</summary>
internal static class GenCrossing
{
    public const string Audience = "https://as1.example";

    public static readonly DateTimeOffset Now = new(2026, 12, 1, 9, 0, 0, TimeSpan.Zero);

    private static readonly string[] Classes = ["c.one", "c.two"];

    private static readonly string[] Operations = ["read", "create", "update", "delete"];

    private static readonly string[] Servers = ["https://s1.example", "https://s2.example"];

    private static readonly string[] Params = ["account", "accounts", "limit", "longest", "people", "urgent", "window"];

    private static readonly string[] Texts = ["a", "ab", "abc", "b"];

    // Of how many wheres one has the bound: groups cannot be judged by an API, so most entries have none.
    private static readonly (int OneOf, string Attribute, string[] Bounds)[] Bounds =
    [
        (5, "id", ["{ starts_with: a }", "{ in: [a, ab, b] }", "{ equals: params.account }"]),
        (5, "account", ["{ equals: params.account }", "{ in: params.accounts }", "{ starts_with: params.account }", "{ equals: ab }", "{ in: [a, abc] }", "{ equals: subject.department }"]),
        (5, "amount", ["{ at_most: params.limit }", "{ under: 3, over: 0 }", "{ equals: params.limit }", "{ at_least: 1.5 }"]),
        (5, "starts", ["{ within: params.window }", "{ at_least: params.window.from }", "{ within: { from: 2026-12-01T10:00:00Z, to: 2026-12-01T12:00:00Z } }"]),
        (5, "length", ["{ at_most: params.longest }", "{ under: 2h, over: 1h }"]),
        (5, "people", ["{ subset_of: params.people }", "{ subset_of: [a, ab] }", "{ subset_of: params.accounts }"]),
        (5, "urgent", ["{ equals: params.urgent }", "{ equals: false }"]),
        (40, "any", ["[{ account: { equals: a } }, { amount: { under: params.limit } }]"]),
        (40, "not", ["{ account: { equals: b } }", "{ people: { contains: b } }"]),
    ];

    private static readonly (string Attribute, string[] Values)[] Constraints =
    [
        ("id", ["\"a\"", "[\"a\",\"ab\"]", "{\"prefix\":\"ab\"}"]),
        ("account", ["\"a\"", "\"ab\"", "[\"a\",\"ab\"]", "[\"b\"]", "{\"prefix\":\"a\"}", "{\"like\":\"a\"}"]),
        ("amount", ["1", "2.5", "{\"max\":2}", "{\"over\":0,\"under\":2.5}", "{\"min\":3}"]),
        ("starts", ["{\"from\":\"2026-12-01T10:00:00Z\",\"to\":\"2026-12-01T11:00:00Z\"}", "{\"until\":\"2026-12-01T12:00:00+01:00\"}", "\"2026-12-01T10:00:00Z\""]),
        ("length", ["{\"max\":\"PT1H\"}", "\"PT1H\"", "{\"over\":\"PT1H\"}"]),
        ("people", ["[\"a\"]", "[]", "[\"a\",\"b\"]", "\"a\""]),
        ("urgent", ["true", "false"]),
    ];

    private static readonly Gen<string> Server = Gen.Frequency((4, Gen.Const(Servers[0])), (1, Gen.Const(Servers[1])));

    private static readonly Gen<string> Where = GenLists.Each(Bounds.Select(item => Gen.Select(
        Gen.Int[1, item.OneOf], Gen.OneOf(item.Bounds), (chance, bound) => chance == 1 ? $"{item.Attribute}: {bound}" : null)))
        .Select(bounds => $"{{ {string.Join(", ", bounds.OfType<string>())} }}");

    private static readonly Gen<string> Authority = Gen.Select(
        Gen.OneOf(Classes), Server, GenLists.Some(Operations), Where,
        (resource, at, operations, where) => (Key: resource + at, Text: $"  - {{ resource: {resource}, at: \"{at}\", operations: [{string.Join(", ", operations)}], where: {where} }}"))
        .Array[1, 3].Select(rules => string.Join('\n', rules.DistinctBy(rule => rule.Key).Select(rule => rule.Text)));

    private static readonly Gen<string> Entry = Gen.Select(
        Authority, GenLists.Some(Params), Gen.Int[0, 3], Gen.OneOf(Classes), Gen.Int[0, 5],
        (authority, some, chance, forbidden, never) => $$"""
            kind: https://a.example/purposes/cross
            version: 1
            owner: owner@example.com
            title: Cross
            summary: Work at another server.
            allowed: { clients: [assistant], applications: [ai_assistant], tenants: [example.com] }
            params:
              schema:
                type: object
                additionalProperties: false
                properties:
                  account: { type: string }
                  accounts: { type: array, items: { type: string } }
                  limit: { type: number }
                  longest: { type: string, format: duration }
                  people: { type: array, items: { type: string } }
                  urgent: { type: boolean }
                  window: { type: object, additionalProperties: false, properties: { from: { type: string, format: date-time }, to: { type: string, format: date-time } } }
              governing: [{{string.Join(", ", Params)}}]
            authentication: { require: { acr: mfa } }
            approval: { mode: auto }
            authority:
            {{authority}}
            {{(never == 0 ? $"never: [{{ resource: {forbidden}, operations: [delete] }}]" : string.Empty)}}
            lifetime: { max: 8h }
            propagation:
              depth: 1
              audiences:
                - { as: "{{Audience}}", resources: [{{string.Join(", ", Classes.Where(authority.Contains))}}], project: { params: [{{string.Join(", ", chance == 0 ? some : Params)}}] }, assertion_lifetime: 5m }
            resume: { same: [subject, tenant], otherwise: reject }
            cases: []

            """);

    private static readonly Gen<string> Values = GenLists.Each<string?>(
    [
        Param("account", Gen.OneOf(Texts).Select(text => $"\"{text}\"")),
        Param("accounts", List),
        Param("limit", Gen.OneOf("0", "1", "2", "2.5", "3")),
        Param("longest", Gen.OneOf("\"PT1H\"", "\"PT90M\"", "\"PT2H\"")),
        Param("people", List),
        Param("urgent", Gen.OneOf("true", "false")),
        Param("window", Gen.Select(Hour, Hour, (from, to) => $"{{\"from\":\"{from}\",\"to\":\"{to}\"}}")),
    ]).Select(members => $"{{{string.Join(',', members.OfType<string>())}}}");

    private static readonly Gen<string[]> Scopes = GenLists.Some(Classes.SelectMany(type => Operations.Select(operation => $"{type}.{operation}")));

    private static readonly Gen<ImmutableArray<AttributeValue>> Attributes = GenLists.Each(
        new (string Name, FactKind Kind)[]
        {
            ("id", FactKind.Text), ("account", FactKind.Text), ("amount", FactKind.Number), ("starts", FactKind.Instant), ("length", FactKind.Duration), ("people", FactKind.TextSet), ("urgent", FactKind.Flag),
        }.Select(item => Gen.Select(Gen.Int[0, 11], Gen.Enum<FactKind>(), (chance, other) => (chance, other))
            .SelectMany(pick => Value(pick.chance == 0 && !AreAlike(pick.other, item.Kind) ? pick.other : item.Kind).Select(value => pick.chance == 1 ? (AttributeValue?)null : new AttributeValue(item.Name, value)))))
        .Select(values => values.OfType<AttributeValue>().ToImmutableArray());

    private static readonly Gen<DiscoveredAction> Action = Gen.Select(
        Gen.OneOf(Classes), Gen.OneOf(Operations), Gen.OneOf(Servers), Attributes, (resource, operation, at, attributes) => new DiscoveredAction
        {
            Subject = "user_1",
            Tenant = "example.com",
            Resource = resource,
            Operation = operation,
            Audience = at,
            At = Now,
            PropagationAudience = Audience,
            PropagationDepth = 1,
            Attributes = attributes,
        });

    /// <summary>A crossing.</summary>
    public static readonly Gen<Crossing> Any = Gen.Select(
        Gen.Select(Entry, Values, Gen.OneOf(Params), Gen.Int[0, 15]),
        Gen.Select(Detail(isToken: false), Gen.Select(Gen.Int[0, 3], Scopes)),
        Gen.Select(Server, Gen.Select(Gen.Int[0, 3], Scopes), Gen.Select(Gen.Int[0, 5], Scopes)).SelectMany(there => Detail(true, there.Item1).Select(detail => (there, detail))),
        Action.Array[20],
        (home, request, local, actions) => new Crossing
        {
            Entry = home.Item1,
            Params = home.Item2,
            Withheld = home.Item4 == 0 ? home.Item3 : null,
            IsOld = home.Item4 == 1,
            AtHome = request.Item1,
            Scopes = request.Item2.Item1 == 0 ? request.Item2.Item2 : [],
            Server = local.there.Item1,
            Policy = local.there.Item2.Item1 == 0 ? local.there.Item2.Item2 : [.. Classes.SelectMany(type => Operations.Select(operation => $"{type}.{operation}"))],
            There = local.detail,
            ScopesThere = local.there.Item3.Item1 == 0 ? [local.there.Item3.Item2[0]] : [],
            Actions = [.. actions],
        });

    private static Gen<string> List => Gen.OneOf(Texts).Array[0, 3].Select(texts => $"[{string.Join(',', texts.Select(text => $"\"{text}\""))}]");

    private static Gen<string> Hour => Gen.Int[0, 4].Select(hour => FactText.Instant(Now + TimeSpan.FromHours(hour)));

    private static Gen<string?> Param(string name, Gen<string> value) => Gen.Select(Gen.Int[0, 5], value, (chance, json) => chance == 0 ? null : $"\"{name}\":{json}");

    private static Gen<FactValue> Value(FactKind kind) => kind switch
    {
        FactKind.Number => Gen.OneOf(0m, 1m, 1.5m, 2m, 2.5m, 3m).Select(FactValue.Number),
        FactKind.Instant => Gen.Select(Gen.Int[0, 4], Gen.Int[-1, 1], (hour, ticks) => FactValue.Instant((Now + TimeSpan.FromHours(hour)).AddTicks(ticks))),
        FactKind.Duration => Gen.OneOf(30, 60, 90, 120).Select(minutes => FactValue.Duration(TimeSpan.FromMinutes(minutes))),
        FactKind.Flag => Gen.Bool.Select(FactValue.Flag),
        FactKind.TextSet => Gen.OneOf(Texts).Array[0, 2].Select(texts => FactValue.TextSet(texts)),
        _ => Gen.OneOf(Texts).Select(FactValue.Text),
    };

    // Most requests name little, so that they are often granted. One for a local token names one operation of one class.
    private static Gen<string?> Detail(bool isToken, string? at = null) => Gen.Select(
        Gen.Select(Gen.Int[0, 5], Gen.Int[0, 5], Gen.Int[0, 11]), GenLists.Some(Classes), GenLists.Some(Operations), Gen.OneOf(Texts),
        GenLists.Each(Constraints.Select(item => Gen.Select(Gen.Int[0, 14], Gen.OneOf(item.Values), (chance, value) => chance == 0 ? $"\"{item.Attribute}\":{value}" : null))),
        (chances, types, operations, identifier, constraints) => isToken && chances.Item1 > 2 ? null : string.Concat(
            """[{"type":"mission","mission_ref":"mr_1" """,
            isToken ? $",\"locations\":[\"{at}\"]" : string.Empty,
            isToken ? $",\"datatypes\":[\"{types[0]}\"]" : chances.Item1 == 0 ? $",\"datatypes\":[{Quoted(types)}]" : string.Empty,
            isToken ? $",\"actions\":[\"{operations[0]}\"]" : chances.Item2 == 0 ? $",\"actions\":[{Quoted(operations)}]" : string.Empty,
            chances.Item3 == 0 ? $",\"identifier\":\"{identifier}\"" : string.Empty,
            constraints.OfType<string>().Any() ? $",\"constraints\":{{{string.Join(',', constraints.OfType<string>())}}}" : string.Empty,
            "}]"));

    // An array of texts bounds a text and a set. Which of them an attribute is, the API has to know from the vocabulary.
    private static bool AreAlike(FactKind one, FactKind other) =>
        one is (FactKind.Text or FactKind.Level or FactKind.TextSet) && other is (FactKind.Text or FactKind.TextSet);

    private static string Quoted(IEnumerable<string> texts) => string.Join(',', texts.Select(text => $"\"{text}\""));
}
