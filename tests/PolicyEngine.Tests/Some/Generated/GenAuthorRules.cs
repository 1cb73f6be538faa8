using CsCheck;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Rules of an author: writers in two layers, and readers with every consequence. Only rules that load.</summary>
internal static class GenAuthorRules
{
    /// <summary>Rules whose names are those of their place.</summary>
    /// <param name="kept">Conditions on facts that a Mission keeps.</param>
    /// <param name="any">Conditions on any fact of an event.</param>
    public static Gen<ValueArray<AuthorRule>> Any(Gen<Condition> kept, Gen<Condition> any) => Gen.Select(
        Gen.Select(kept, Amount("risk")).Array[0, 4],
        Gen.Select(kept, Tag("why")).Array[0, 2],
        Gen.Select(Mixed(Derived("risk", "why"), kept), Amount("doubt")).Array[0, 2],
        Gen.Select(Mixed(Derived("risk", "why", "doubt"), kept), Taken).Array[0, 2],
        Gen.Select(Mixed(Derived("risk", "why", "doubt"), any), Asked).Array[0, 3],
        (first, tags, second, taken, asked) => first.Concat(tags).Concat(second).Concat(taken).Concat(asked)
            .Select((rule, index) => new AuthorRule("rule-" + index, rule.Item1, rule.Item2)).ToValueArray());

    private static Gen<RuleConsequences> Amount(string name) =>
        Gen.OneOf(5m, 10m, 10.5m, 20m).Select(amount => new RuleConsequences { Add = [new DerivedAmount(name, amount)] });

    private static Gen<RuleConsequences> Tag(string name) =>
        Gen.OneOf("a", "b").Select(text => new RuleConsequences { Tag = [new DerivedTag(name, text)] });

    private static Gen<RuleConsequences> Taken => Gen.OneOf(
        Gen.OneOf(1, 2).Select(hours => new RuleConsequences { Shorten = TimeSpan.FromHours(hours) }),
        Gen.OneOf<ValueArray<string>>(["p"], ["actor"], ["actor", "p"]).Select(claims => new RuleConsequences { Withhold = claims }));

    private static Gen<RuleConsequences> Asked => Gen.OneOf(
        Gen.Const(new RuleConsequences { Refuse = true }),
        Gen.OneOf(ApprovalMode.User, ApprovalMode.Review).Select(mode => new RuleConsequences { Approval = mode }),
        Gen.OneOf(
            new StrengthRequirement("mid", null),
            new StrengthRequirement("high", null),
            new StrengthRequirement(null, TimeSpan.FromMinutes(10)))
            .Select(require => new RuleConsequences { Require = require }));

    private static Gen<Condition> Derived(params string[] names) => Gen.Select(
        Gen.OneOf(names),
        Gen.OneOf(0m, 5m, 10m, 15m, 20.5m, 30m, 1000m),
        Gen.Bool,
        Gen.OneOf("a", "b"),
        (name, limit, isOver, text) => name == "why"
            ? When.Is(FactName.OfDerived(name), Comparison.Contains, FactValue.Text(text))
            : When.Is(FactName.OfDerived(name), isOver ? Comparison.Over : Comparison.AtLeast, FactValue.Number(limit)));

    private static Gen<Condition> Mixed(Gen<Condition> derived, Gen<Condition> other) =>
        Gen.Select(derived, other, Gen.Int[0, 5], (one, two, shape) => shape switch
        {
            0 => two,
            1 => When.All(one, two),
            2 => When.Any(one, two),
            _ => one,
        });
}
