using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Tests.NRules;

/// <summary>Rule sets and questions from a seed: trees to depth 4, every comparison, values of every kind where another is expected, absent
/// values, references, slots; every third set has derived facts, which are read under negations too.</summary>
internal sealed class RandomRules(int seed)
{
    private const int Deepest = 4;

    private static readonly string[] Names = ["a", "b", "c", "d"];

    private static readonly string[] Texts = ["", "a", "ab", "abc", "b"];

    private static readonly Comparison[] Comparisons = Enum.GetValues<Comparison>();

    // The writers of each read only those before it, so no rules feed each other in a circle.
    private static readonly FactName[] Derived = [FactName.OfDerived("risk"), FactName.OfDerived("why"), FactName.OfDerived("late")];

    private readonly Random random = new(seed);
    private readonly bool isDerived = seed % 3 == 0;

    public RuleSet Set()
    {
        Rule[] rules = new Rule[random.Next(1, 9)];
        for (int index = 0; index < rules.Length; index++)
        {
            int layer = isDerived ? random.Next(0, Derived.Length + 1) : 0;
            rules[index] = PlainRules.Rule($"r{index}", Tree(layer, 0), Outcome(layer));
        }

        return new RuleSet("random", [.. rules]);
    }

    public RuleQuestion Question() => new(
        new GivenFacts(Names.ToDictionary(FactName.Attribute, _ => Value())), [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Value())]);

    private Outcome Outcome(int layer) => !isDerived || layer == Derived.Length ? new Outcome.Refuse("no")
        : random.Next(4) == 0 ? new Outcome.Tag(Derived[layer].Path, Texts[random.Next(Texts.Length)])
        : new Outcome.Add(Derived[layer].Path, random.Next(-1, 5) / (decimal)random.Next(1, 4));

    private Condition Tree(int layer, int depth) => (depth >= Deepest ? 5 : random.Next(9)) switch
    {
        0 or 1 => new Condition.All(Parts(layer, depth)),
        2 or 3 => new Condition.Any(Parts(layer, depth)),
        4 => new Condition.Not(Tree(layer, depth + 1)),
        _ => new Condition.Test(Fact(layer), Comparisons[random.Next(Comparisons.Length)], Operand(layer)),
    };

    private ValueArray<Condition> Parts(int layer, int depth) => [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => Tree(layer, depth + 1))];

    private Operand Operand(int layer) => random.Next(6) switch
    {
        0 => new Operand.Reference(Fact(layer)),
        1 => new Operand.Reference(FactName.OfSlot(random.Next(3))),
        _ => new Operand.Literal(Value()),
    };

    private FactName Fact(int layer) => isDerived && layer > 0 && random.Next(2) == 0
        ? Derived[random.Next(layer)] : FactName.Attribute(Names[random.Next(Names.Length)]);

    private FactValue Value() => random.Next(9) switch
    {
        0 => FactValue.Absent,
        1 or 2 => FactValue.Text(Texts[random.Next(Texts.Length)]),
        3 => FactValue.Number(random.Next(-1, 4)),
        4 => FactValue.Number(random.Next(-3, 9) / 2m),
        5 => FactValue.Instant(SomeMission.Now + TimeSpan.FromHours(random.Next(3))),
        6 => FactValue.Flag(random.Next(2) == 0),
        7 => FactValue.Level(Texts[random.Next(Texts.Length)], random.Next(-1, 3)),
        _ => FactValue.TextSet(Texts.Where(_ => random.Next(3) == 0)),
    };
}
