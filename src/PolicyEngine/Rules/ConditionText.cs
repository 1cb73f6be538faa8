using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Rules;

/// <summary>Conditions in words that a person can compare with what was asked.</summary>
public static class ConditionText
{
    /// <summary>The bounds of a condition as short phrases; the texts of a plain set or equality alone stand for themselves. Sorted.</summary>
    /// <param name="condition">The condition.</param>
    public static ValueArray<string> Bounds(Condition condition) => condition switch
    {
        Condition.Test { Comparison: Comparison.Equal or Comparison.OneOf or Comparison.SubsetOf, Operand: Operand.Literal { Value: var value } } =>
            value.IsAbsent ? [] : value.Kind == FactKind.TextSet ? value.AsSet : [value.ToString()],
        Condition.All { Parts: var parts } => parts.Select(Describe).ToSortedSet(),
        _ => [Describe(condition)],
    };

    /// <summary>The whole condition in one line, for example <c>starts at least 2026-12-01T08:00:00Z and starts under 2026-12-05T18:00:00Z</c>.</summary>
    /// <param name="condition">The condition.</param>
    public static string Describe(Condition condition) => condition.Match(
        all => all.Parts.IsEmpty ? "always" : Join(all.Parts, " and "),
        any => any.Parts.IsEmpty ? "nothing" : Join(any.Parts, " or "),
        not => $"not ({Describe(not.Part)})",
        test => test.Comparison == Comparison.Present
            ? $"{Name(test.Fact)} is {(Operand(test.Operand) == "true" ? "given" : "not given")}"
            : $"{Name(test.Fact)} {Verb(test.Comparison)} {Operand(test.Operand)}");

    private static string Join(ValueArray<Condition> parts, string word) =>
        string.Join(word, parts.Select(part => part is Condition.Test || parts.Count == 1 ? Describe(part) : $"({Describe(part)})"));

    private static string Name(FactName fact) => fact.Scope == FactScope.Action ? fact.Path : fact.ToString();

    private static string Operand(Operand operand) => operand.Match(literal => literal.Value.ToString(), reference => reference.Fact.ToString());

    private static string Verb(Comparison comparison) => comparison switch
    {
        Comparison.Equal => "is",
        Comparison.OneOf => "is one of",
        Comparison.SubsetOf => "only has",
        Comparison.DisjointFrom => "has none of",
        Comparison.Contains => "has",
        Comparison.StartsWith => "begins with",
        Comparison.AtLeast => "is at least",
        Comparison.AtMost => "is at most",
        Comparison.Over => "is over",
        Comparison.Under => "is under",
        Comparison.CountAtMost => "has at most this many:",
        Comparison.CountOver => "has more than this many:",
        _ => "is given:",
    };
}
