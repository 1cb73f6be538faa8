using MissionPolicy.Engine.Rules;

namespace MissionPolicy.CatalogLint.Linting;

/// <summary>Can a condition never hold, whatever the facts are?</summary>
/// <remarks>Sound: a yes is a proof. A no only says that comparing its parts two by two found none.</remarks>
internal static class Contradiction
{
    /// <summary>Whether the condition never holds.</summary>
    /// <param name="condition">The condition.</param>
    public static bool IsIn(Condition condition) => condition switch
    {
        Condition.All all => all.Parts.Any(IsIn) || AnyPair(Flatten(all)),
        Condition.Any any => any.Parts.All(IsIn),
        Condition.Not { Part: var part } => part == Condition.Always,
        Condition.Test { Comparison: Comparison.OneOf, Operand: Operand.Literal { Value: var set } } => set.SetCount == 0,
        _ => false,
    };

    private static List<Condition> Flatten(Condition.All all) =>
        [.. all.Parts.SelectMany(part => part is Condition.All inner ? Flatten(inner) : [part])];

    private static bool AnyPair(List<Condition> parts)
    {
        for (int one = 0; one < parts.Count; one++)
        {
            for (int other = one + 1; other < parts.Count; other++)
            {
                if (Excludes(parts[one], parts[other]) || Excludes(parts[other], parts[one]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Excludes(Condition premise, Condition other) => other switch
    {
        Condition.Not not => Implication.Holds(premise, not.Part),
        Condition.Any any => any.Parts.All(part => Excludes(premise, part)),
        Condition.All all => all.Parts.Any(part => Excludes(premise, part)),
        Condition.Test test => premise is Condition.Test first && first.Fact == test.Fact && Tests(first, test),
        _ => false,
    };

    private static bool Tests(Condition.Test premise, Condition.Test other)
    {
        if (other.Comparison == Comparison.Present || premise.Comparison == Comparison.Present)
        {
            return IsAbsent(premise) != IsAbsent(other) && (IsAbsent(premise) || IsAbsent(other));
        }

        return premise.Operand is Operand.Literal { Value: { IsAbsent: false } given }
            && other.Operand is Operand.Literal { Value: { IsAbsent: false } wanted }
            && Literals(premise.Comparison, given, other.Comparison, wanted);
    }

    private static bool IsAbsent(Condition.Test test) =>
        test is { Comparison: Comparison.Present, Operand: Operand.Literal { Value: { IsAbsent: false, AsNumber: 0 } } };

    private static bool Literals(Comparison premise, FactValue given, Comparison other, FactValue wanted) => (premise, other) switch
    {
        (Comparison.Equal, _) => !Compare.Holds(other, given, wanted),
        (Comparison.OneOf, _) => given.AsSet.All(text => !Compare.Holds(other, FactValue.Text(text), wanted)),
        (Comparison.AtLeast, Comparison.AtMost) => given.AsNumber > wanted.AsNumber,
        (Comparison.AtLeast or Comparison.Over, Comparison.Under) or (Comparison.Over, Comparison.AtMost) => given.AsNumber >= wanted.AsNumber,
        (Comparison.SubsetOf, Comparison.Contains) => !given.SetContains(wanted.AsText),
        (Comparison.DisjointFrom, Comparison.Contains) => given.SetContains(wanted.AsText),
        (Comparison.SubsetOf, Comparison.CountOver) => given.SetCount <= wanted.AsNumber,
        (Comparison.CountAtMost, Comparison.CountOver) => given.AsNumber <= wanted.AsNumber,
        (Comparison.StartsWith, Comparison.StartsWith) =>
            !given.AsText.StartsWith(wanted.AsText, StringComparison.Ordinal) && !wanted.AsText.StartsWith(given.AsText, StringComparison.Ordinal),
        _ => false,
    };
}
