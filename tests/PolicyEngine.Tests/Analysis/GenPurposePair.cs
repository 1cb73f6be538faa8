using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Descriptions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some.Generated;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>Two versions of a small purpose: one attribute, one param, one claim, all of one kind.</summary>
internal static class GenPurposePair
{
    public const string Kind = "https://generated.example/purposes/pair";
    public static readonly string[] Texts = ["", "a", "ab", "b"];
    public static readonly string[] Servers = ["https://s1.example", "https://s2.example"];
    private static readonly FactName Attribute = FactName.Attribute("x");
    private static readonly FactName Param = FactName.Param("p");

    public static CatalogVocabulary Vocabulary { get; } = new()
    {
        Levels = [new AssuranceLevel("low", "Low"), new AssuranceLevel("mid", "Middle"), new AssuranceLevel("high", "High")],
        MaxLifetime = TimeSpan.FromDays(30),
        Classes = [.. new[] { FactKind.Text, FactKind.Number, FactKind.Instant, FactKind.TextSet }.Select(Class)],
    };

    public static string ClassOf(FactKind kind) => "class." + kind;

    public static Gen<(CatalogEntry Before, CatalogEntry After)> Authority(FactKind kind) =>
        Gen.Select(Rules(kind), Rules(kind), Never(kind), Never(kind), Gen.Int[0, 2], (before, after, was, now, keep) =>
        {
            CatalogEntry entry = Plain(kind) with { Authority = before, Never = was };
            return (entry, keep == 0 ? entry with { Never = now } : keep == 1 ? entry with { Authority = [before[0], .. after.Skip(1)] } : entry with { Authority = after, Never = now });
        });

    public static Gen<(CatalogEntry Before, CatalogEntry After)> Authentication(FactKind kind) =>
        Gen.Select(SignIn(kind), SignIn(kind), Gen.Int[0, 2], (before, after, keep) => (
            Plain(kind) with { Authentication = before },
            Plain(kind) with { Authentication = keep == 0 ? after : before with { Require = after.Require, StepUp = keep == 1 ? before.StepUp : after.StepUp } }));

    /// <summary>Versions with rules of their authors, and often with another sign-in, approval, lifetime or projection besides.</summary>
    public static Gen<(CatalogEntry Before, CatalogEntry After)> AuthorRules(FactKind kind) => Gen.Select(
        GenAuthorRules.Any(
            Gen.OneOf(Condition(Param, kind), Condition(Param, kind), Lifetime),
            Gen.OneOf(Condition(Param, kind), Actor, Level)).Array[2],
        SignIn(kind).Array[2],
        Gen.Enum<ApprovalMode>().Array[2],
        Gen.OneOf(4, 8).Array[2],
        Gen.OneOf<ValueArray<string>>([], ["p"]).Array[2],
        Gen.Int[0, 7],
        (rules, signIns, modes, hours, projected, same) =>
        {
            CatalogEntry Version(int index) => Plain(kind) with
            {
                Rules = rules[index],
                Authentication = signIns[(same & 1) == 0 ? 0 : index],
                Approval = new ApprovalRule { Mode = modes[(same & 2) == 0 ? 0 : index], Review = Review },
                Lifetime = new LifetimeRule(TimeSpan.FromHours(hours[(same & 4) == 0 ? 0 : index]), null),
                Propagation = new PropagationRule(1, [Crossing(kind) with { ProjectParams = projected[(same & 4) == 0 ? 0 : index] }]),
            };
            return (Version(0), Version(1));
        });

    private static ReviewRule Review { get; } = new() { Reviewers = ["group:leads"], Approvals = 1, NotTheRequester = true, ExpiresAfter = TimeSpan.FromHours(1) };

    private static AudienceRule Crossing(FactKind kind) => new()
    {
        As = "https://as.example",
        Resources = [ClassOf(kind)],
        ProjectActor = ActorProjection.WhenVerified,
        AssertionLifetime = TimeSpan.FromMinutes(5),
    };

    private static readonly Gen<Condition> Lifetime = Gen.Select(
        Gen.OneOf(Comparison.AtMost, Comparison.Over),
        Gen.OneOf(1, 5),
        (comparison, hours) => When.Is(FactName.RequestedLifetime, comparison, FactValue.Duration(TimeSpan.FromHours(hours))));

    private static readonly Gen<Condition> Level = Gen.Select(
        Gen.OneOf(Comparison.AtLeast, Comparison.Under),
        Gen.Int[1, 2],
        (comparison, rank) => When.Is(FactName.Acr, comparison, FactValue.Level(Vocabulary.Levels[rank].Name, rank)));

    public static string Print((CatalogEntry Before, CatalogEntry After) pair) => $"BEFORE {Print(pair.Before)}\nAFTER {Print(pair.After)}";

    private static string Print(CatalogEntry entry) => string.Join(
        "\n  ",
        entry.Authority.Select(rule => $"{rule.Resource} {rule.At} [{string.Join(',', rule.Operations)}] {string.Join(" & ", rule.Where.Select(bound => ConditionText.Describe(bound.Holds)))}")
            .Concat(entry.Never.Select(rule => $"never {string.Join(',', rule.Operations)}"))
            .Append($"require {entry.Authentication.Require} verified {entry.Authentication.VerifiedActor}")
            .Concat(entry.Authentication.StepUp.Select(rule => $"{rule.Name} {ConditionText.Describe(rule.When)} => {rule.Require}"))
            .Append($"approval {entry.Approval.Mode} max {entry.Lifetime.Max} project {string.Join(',', entry.Propagation.Audiences.SelectMany(audience => audience.ProjectParams))}")
            .Concat(entry.Rules.Select(rule => $"{rule.Name} {RuleWords.Of(rule)}")));

    private static ResourceClass Class(FactKind kind) => new()
    {
        Name = ClassOf(kind),
        Title = "Things",
        Operations =
        [
            new OperationDefinition { Name = "read", Title = "read" },
            new OperationDefinition { Name = "write", Title = "write", Implies = ["read"] },
            new OperationDefinition { Name = "drop", Title = "drop", StrongerThan = ["write"] },
        ],
        Attributes = [new AttributeDefinition("x", kind, "x")],
    };

    public static CatalogEntry Plain(FactKind kind) => new()
    {
        Kind = Kind,
        Version = 1,
        Owner = "owner@example.com",
        Title = "Pair",
        Summary = "Pair.",
        Allowed = new AllowedParties(["client"], [], ["example.com"]),
        Params = new ParamsRule { SchemaJson = Schema(kind), Governing = ["p"] },
        Authentication = new AuthenticationRule { Require = new StrengthRequirement(null, null) },
        Approval = new ApprovalRule { Mode = ApprovalMode.Auto },
        Authority = [new AuthorityRule { Resource = ClassOf(kind), At = Servers[0], Operations = ["read"] }],
        Lifetime = new LifetimeRule(TimeSpan.FromHours(8), null),
        Propagation = new PropagationRule(0, []),
        Resume = new ResumeRule(null, [], ResumeFallback.Reject),
        Source = SourceMap.Empty,
    };

    private static string Schema(FactKind kind)
    {
        string param = kind switch
        {
            FactKind.Number => """{"type":"number","minimum":0,"maximum":5,"multipleOf":0.5}""",
            FactKind.Instant => """{"type":"string","format":"date-time"}""",
            FactKind.TextSet => """{"type":"array","maxItems":6,"uniqueItems":true,"items":{"type":"string"}}""",
            _ => """{"type":"string"}""",
        };
        return """{"type":"object","additionalProperties":false,"properties":{"p":""" + param + "}}";
    }

    // One rule per server, because a class with two rules at one server has to divide the operations.
    private static Gen<ValueArray<AuthorityRule>> Rules(FactKind kind) => Gen.Select(Rule(kind, Servers[0]), Rule(kind, Servers[1]), Gen.Int[0, 3], (first, second, servers) =>
        servers == 0 ? new ValueArray<AuthorityRule>([first, second]) : servers == 1 ? [second] : [first]);

    private static Gen<AuthorityRule> Rule(FactKind kind, string at) => Gen.Select(
        Gen.OneOf("read", "write", "drop").Array[1, 2], Condition(Attribute, kind), Gen.Int[0, 4], (operations, holds, bounds) => new AuthorityRule
        {
            Resource = ClassOf(kind),
            At = at,
            Operations = operations.ToSortedSet(),
            Where = bounds == 0 ? [] : [new AttributeBound("x", holds)],
        });

    private static Gen<ValueArray<ForbiddenRule>> Never(FactKind kind) => Gen.Select(Gen.Int[0, 3], Gen.OneOf("read", "write", "drop"), (chance, operation) =>
        chance > 0 ? default : new ValueArray<ForbiddenRule>([new ForbiddenRule(ClassOf(kind), [operation])]));

    private static Gen<AuthenticationRule> SignIn(FactKind kind) => Gen.Select(Strength, StepUp(kind).Array[0, 2], Gen.Int[0, 5], (require, rules, verified) => new AuthenticationRule
    {
        Require = require,
        VerifiedActor = verified == 0,
        StepUp = [.. rules.Select((rule, index) => rule with { Name = "rule-" + index })],
    });

    private static readonly Gen<StrengthRequirement> Strength = Gen.Select(
        Gen.OneOf<string?>(null, "low", "mid", "high"), Gen.OneOf<TimeSpan?>(null, TimeSpan.Zero, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30)),
        (acr, age) => new StrengthRequirement(acr, age));

    private static readonly Gen<Condition> Actor = Gen.Select(Gen.OneOf("agent", "service"), Gen.Int[0, 3], (type, how) => how switch
    {
        0 => When.Not(When.Equal(FactName.ActorType, type)),
        1 => When.Is(FactName.ActorType, Comparison.StartsWith, FactValue.Text(type)),
        2 => When.Present(FactName.ActorType),
        _ => When.Equal(FactName.ActorType, type),
    });

    private static Gen<StepUpRule> StepUp(FactKind kind) => Gen.Select(
        Gen.OneOf(Condition(Param, kind), Actor),
        Strength,
        (when, require) => new StepUpRule("rule", when, require));

    private static Gen<Condition> Condition(FactName fact, FactKind kind) => Gen.Recursive<Condition>((depth, inner) => depth >= 2
        ? Test(fact, kind)
        : Gen.Frequency(
            (4, Test(fact, kind)),
            (1, inner.Array[1, 2].Select(parts => When.All(parts))),
            (1, inner.Array[1, 2].Select(parts => When.Any(parts))),
            (1, inner.Select(When.Not))));

    private static Gen<Condition> Test(FactName fact, FactKind kind)
    {
        Gen<string> text = Gen.OneOf(Texts);
        Gen<FactValue> number = Gen.Int[0, 3].Select(value => FactValue.Number(value));
        Gen<FactValue> set = Gen.OneOf("a", "b").Array[1, 2].Select(items => FactValue.TextSet(items));
        Gen<Condition> present = Gen.Bool.Select(value => When.Is(fact, Comparison.Present, FactValue.Flag(value)));
        Gen<Condition> typed = kind switch
        {
            FactKind.TextSet => Gen.OneOf(
                Gen.Select(Gen.OneOf(Comparison.SubsetOf, Comparison.DisjointFrom, Comparison.Equal), set, (comparison, value) => When.Is(fact, comparison, value)),
                Gen.OneOf("a", "b").Select(item => When.Is(fact, Comparison.Contains, FactValue.Text(item))),
                Gen.Select(Gen.OneOf(Comparison.CountAtMost, Comparison.CountOver), number, (comparison, value) => When.Is(fact, comparison, value))),
            FactKind.Text => Gen.OneOf(
                Gen.Select(Gen.OneOf(Comparison.Equal, Comparison.StartsWith), text, (comparison, value) => When.Is(fact, comparison, FactValue.Text(value))),
                text.Array[1, 2].Select(items => When.Is(fact, Comparison.OneOf, FactValue.TextSet(items)))),
            _ => Gen.Select(
                Gen.OneOf(Comparison.Equal, Comparison.AtLeast, Comparison.AtMost, Comparison.Over, Comparison.Under),
                kind == FactKind.Number ? number : GenFacts.Value(FactKind.Instant),
                (comparison, value) => When.Is(fact, comparison, value)),
        };
        Gen<Condition> reference = Gen.OneOf(kind switch
        {
            FactKind.TextSet => [Comparison.SubsetOf, Comparison.DisjointFrom],
            FactKind.Text => [Comparison.Equal, Comparison.StartsWith],
            _ => new[] { Comparison.Equal, Comparison.AtLeast, Comparison.AtMost, Comparison.Over, Comparison.Under },
        }).Select(comparison => (Condition)new Condition.Test(fact, comparison, new Operand.Reference(Param)));
        return fact == Param ? Gen.Frequency((9, typed), (1, present)) : Gen.Frequency((6, typed), (1, present), (4, reference));
    }
}
