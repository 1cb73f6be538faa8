using CsCheck;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Values and conditions from small finite domains, so that random questions meet random bounds often.</summary>
internal static class GenFacts
{
    public static readonly string[] Texts = ["", "a", "ab", "abc", "b", "ba"];

    /// <summary>The attributes of every class and their kinds.</summary>
    public static readonly (string Name, FactKind Kind)[] Attributes =
    [
        ("id", FactKind.Text), ("account", FactKind.Text), ("amount", FactKind.Number), ("starts", FactKind.Instant), ("people", FactKind.TextSet),
    ];

    public static readonly Gen<string> Text = Gen.OneOf(Texts);

    private static readonly Gen<FactValue> Set = Text.Array[0, 3].Select(texts => FactValue.TextSet(texts));

    private static readonly Gen<FactValue> Number = Gen.Int[0, 4].Select(number => FactValue.Number(number));

    private static readonly Gen<FactValue> Instant = Gen.Int[0, 4].Select(hour => FactValue.Instant(SomeMission.Now + TimeSpan.FromHours(hour)));

    public static Gen<FactValue> Value(FactKind kind) => kind switch
    {
        FactKind.Number => Number,
        FactKind.Instant => Instant,
        FactKind.TextSet => Set,
        _ => Text.Select(FactValue.Text),
    };

    /// <summary>A value of the kind, sometimes absent, sometimes of a wrong kind.</summary>
    public static Gen<FactValue> Hostile(FactKind kind) =>
        Gen.Frequency((8, Value(kind)), (1, Gen.Const(FactValue.Absent)), (1, Gen.Enum<FactKind>().SelectMany(Value)));

    /// <summary>One value of each generator.</summary>
    public static Gen<T[]> Each<T>(IEnumerable<Gen<T>> generators) => generators.Aggregate(
        Gen.Int[0, 0].Select(_ => System.Array.Empty<T>()),
        (all, next) => Gen.Select(all, next, (items, item) => items.Append(item).ToArray()));

    /// <summary>A condition over one attribute.</summary>
    public static Gen<Condition> Bound(string attribute, FactKind kind) => Gen.Recursive<Condition>((depth, inner) =>
    {
        Gen<Condition> test = Test(FactName.Attribute(attribute), kind);
        return depth >= 2 ? test : Gen.Frequency(
            (4, test),
            (1, inner.Array[0, 2].Select(parts => When.All(parts))),
            (1, inner.Array[0, 2].Select(parts => When.Any(parts))),
            (1, inner.Select(When.Not)));
    });

    private static Gen<Condition> Test(FactName fact, FactKind kind)
    {
        Gen<Condition> present = Gen.Bool.Select(value => When.Is(fact, Comparison.Present, FactValue.Flag(value)));
        Gen<Condition> typed = kind switch
        {
            FactKind.Number or FactKind.Instant => Gen.Select(
                Gen.OneOf(Comparison.Equal, Comparison.AtLeast, Comparison.AtMost, Comparison.Over, Comparison.Under),
                Value(kind),
                (comparison, value) => When.Is(fact, comparison, value)),
            FactKind.TextSet => Gen.OneOf(
                Gen.Select(Gen.OneOf(Comparison.SubsetOf, Comparison.DisjointFrom), Set, (comparison, value) => When.Is(fact, comparison, value)),
                Text.Select(text => When.Is(fact, Comparison.Contains, FactValue.Text(text))),
                Gen.Select(Gen.OneOf(Comparison.CountAtMost, Comparison.CountOver), Number, (comparison, value) => When.Is(fact, comparison, value))),
            _ => Gen.OneOf(
                Gen.Select(Gen.OneOf(Comparison.Equal, Comparison.StartsWith), Text, (comparison, text) => When.Is(fact, comparison, FactValue.Text(text))),
                Set.Select(set => When.Is(fact, Comparison.OneOf, set))),
        };
        return Gen.Frequency((9, typed), (1, present));
    }
}
