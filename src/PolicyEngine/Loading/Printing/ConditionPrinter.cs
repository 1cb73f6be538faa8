using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Loading.Printing;

/// <summary>Conditions in the words of the catalog language, as flow mappings that read back to the same tree.</summary>
internal static class ConditionPrinter
{
    /// <summary>A condition as the value of <c>when</c>, or as one item of a group: a mapping of facts and groups.</summary>
    public static string Mapping(Condition condition, bool isAttribute) => $"{{ {string.Join(", ", Members(condition, isAttribute))} }}";

    /// <summary>The members of a mapping that mean the condition, in the order that the reader sorts them into.</summary>
    public static IEnumerable<string> Members(Condition condition, bool isAttribute) => condition switch
    {
        Condition.All { Parts.Count: 0 } => [],
        Condition.All { Parts.Count: > 1 } all when IsMapping(all, isAttribute) => all.Parts.Select(part => Member(part, isAttribute)),
        _ => [Member(condition, isAttribute)],
    };

    /// <summary>What stands behind the name of an attribute or group in <c>where</c>.</summary>
    public static string Bound(string name, Condition condition) => name is "any" or "all" or "not"
        ? Group(condition, isAttribute: true)
        : Comparisons(condition);

    private static string Member(Condition condition, bool isAttribute) => Comparable(condition) is { } fact
        ? $"{YamlText.Key(Name(fact, isAttribute))}: {Comparisons(condition)}"
        : $"{GroupName(condition)}: {Group(condition, isAttribute)}";

    private static string GroupName(Condition condition) => condition.Match(_ => "all", _ => "any", _ => "not", _ => "all");

    private static string Group(Condition condition, bool isAttribute) => condition.Match(
        all => YamlText.Flow(all.Parts.Select(part => Mapping(part, isAttribute))),
        any => YamlText.Flow(any.Parts.Select(part => Mapping(part, isAttribute))),
        not => Mapping(not.Part, isAttribute),
        test => YamlText.Flow([Mapping(test, isAttribute)]));

    // The fact that a condition compares, where it is one test or several tests of one fact.
    private static FactName? Comparable(Condition condition) => condition switch
    {
        Condition.Test test => test.Fact,
        Condition.All { Parts: { Count: > 1 } parts } when IsInOrder(parts.OfType<Condition.Test>().ToArray(), parts.Count) => ((Condition.Test)parts[0]).Fact,
        _ => null,
    };

    private static bool IsInOrder(Condition.Test[] tests, int count) => tests.Length == count
        && tests.All(test => test.Fact == tests[0].Fact)
        && tests.Zip(tests.Skip(1)).All(pair => pair.First.Comparison < pair.Second.Comparison);

    // The reader sorts the members of a mapping by their names and refuses a name twice; any other conjunction is written as a group.
    private static bool IsMapping(Condition.All all, bool isAttribute)
    {
        if (Comparable(all) is not null)
        {
            return false;
        }

        string[] names = [.. all.Parts.Select(part => Comparable(part) is { } fact ? Name(fact, isAttribute) : GroupName(part))];
        return names.Zip(names.Skip(1)).All(pair => string.CompareOrdinal(pair.First, pair.Second) < 0);
    }

    private static string Name(FactName fact, bool isAttribute) => isAttribute ? fact.Path : fact.ToString();

    private static string Comparisons(Condition condition) =>
        $"{{ {string.Join(", ", (condition is Condition.All all ? all.Parts.OfType<Condition.Test>() : [(Condition.Test)condition]).Select(Comparison))} }}";

    private static string Comparison(Condition.Test test) =>
        $"{Operator.All.First(item => item.Comparison == test.Comparison).Word}: {test.Operand.Match(literal => Literal(literal.Value), reference => reference.Fact.ToString())}";

    private static string Literal(FactValue value) => value.Kind switch
    {
        FactKind.Number or FactKind.Flag => value.ToString(),
        FactKind.TextSet => YamlText.Flow(value.AsSet.Select(YamlText.Quote)),
        FactKind.Text when value.AsText.StartsWith("params.", StringComparison.Ordinal) || value.AsText.StartsWith("subject.", StringComparison.Ordinal) =>
            $"{{ literal: {YamlText.Quote(value.AsText)} }}",
        _ => YamlText.Quote(value.ToString()),
    };
}
