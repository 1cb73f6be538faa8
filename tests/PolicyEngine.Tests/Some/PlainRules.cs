using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>Rules in few words.</summary>
internal static class PlainRules
{
    public static FactName X { get; } = FactName.Attribute("x");

    public static Rule Rule(string id, Condition when) => Rule(id, when, new Outcome.Refuse("x"));

    public static Rule Rule(string id, Condition when, Outcome outcome) => new()
    {
        Id = id, Dimension = Dimension.Object, When = when, Outcome = outcome, Position = SourcePosition.None,
    };

    public static IFacts Facts(params (string Name, FactValue Value)[] attributes) =>
        new GivenFacts(attributes.ToDictionary(attribute => FactName.Attribute(attribute.Name), attribute => attribute.Value));

    /// <summary>Writers of a sum and of tags, and their readers.</summary>
    public static RuleSet Derived { get; } = new("derived",
    [
        Rule("a", IsSet("x"), new Outcome.Add("risk", 40)),
        Rule("b", IsSet("y"), new Outcome.Add("risk", 30)),
        Rule("c", IsSet("x"), new Outcome.Tag("why", "large")),
        Rule("d", Risk(Comparison.Over, 60), new Outcome.Add("late", 1)),
        Rule("e", When.Is(FactName.OfDerived("late"), Comparison.AtLeast, FactValue.Number(1))),
        Rule("f", When.Is(FactName.OfDerived("why"), Comparison.Contains, FactValue.Text("large"))),
        Rule("g", When.All(IsSet("y"), When.Not(Risk(Comparison.Over, 60)))),
        Rule("h", When.Is(FactName.OfDerived("risk"), Comparison.Present, FactValue.Flag(false))),
    ]);

    private static Condition IsSet(string attribute) => When.Is(FactName.Attribute(attribute), Comparison.Equal, FactValue.Flag(true));

    private static Condition Risk(Comparison comparison, int bound) => When.Is(FactName.OfDerived("risk"), comparison, FactValue.Number(bound));
}
