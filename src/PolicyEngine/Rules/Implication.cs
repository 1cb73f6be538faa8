namespace MissionPolicy.Engine.Rules;

/// <summary>Does one condition imply another, whatever the facts are?</summary>
/// <remarks>Sound and mechanical: a yes is a proof; a no only says that these rules found none.</remarks>
public static class Implication
{
    /// <summary>Whether the conclusion holds whenever the premise does.</summary>
    /// <param name="premise">The premise.</param>
    /// <param name="conclusion">The conclusion.</param>
    public static bool Holds(Condition premise, Condition conclusion)
    {
        if (premise == conclusion)
        {
            return true;
        }

        return conclusion switch
        {
            Condition.All all => all.Parts.All(part => Holds(premise, part)),
            Condition.Any any when premise is not (Condition.Any or Condition.All) => any.Parts.Any(part => Holds(premise, part)),
            _ => premise switch
            {
                Condition.Any either => either.Parts.All(part => Holds(part, conclusion)),
                Condition.All both => both.Parts.Any(part => Holds(part, conclusion))
                    || conclusion is Condition.Any any && any.Parts.Any(part => Holds(premise, part)),
                Condition.Not outside => conclusion is Condition.Not not && Holds(not.Part, outside.Part),
                Condition.Test test => conclusion switch
                {
                    Condition.Test other => Test(test, other),
                    Condition.Not not => Excludes(test, not.Part),
                    _ => false,
                },
                _ => false,
            },
        };
    }

    private static bool Test(Condition.Test premise, Condition.Test conclusion)
    {
        if (premise.Fact != conclusion.Fact)
        {
            return false;
        }

        if (conclusion is { Comparison: Comparison.Present, Operand: Operand.Literal { Value: { Kind: FactKind.Flag, AsNumber: 1 } } })
        {
            return premise.Comparison != Comparison.Present;
        }

        return premise.Operand is Operand.Literal { Value: { IsAbsent: false } given }
            && conclusion.Operand is Operand.Literal { Value: { IsAbsent: false } wanted }
            && Literal(premise.Comparison, given, conclusion.Comparison, wanted);
    }

    private static bool Literal(Comparison premise, FactValue given, Comparison conclusion, FactValue wanted) => premise switch
    {
        Comparison.Equal => Compare.Holds(conclusion, given, wanted),
        Comparison.OneOf => given.AsSet.All(text => Compare.Holds(conclusion, FactValue.Text(text), wanted)),
        Comparison.StartsWith => conclusion == Comparison.StartsWith && given.AsText.StartsWith(wanted.AsText, StringComparison.Ordinal),
        Comparison.SubsetOf => conclusion switch
        {
            Comparison.SubsetOf => given.AsSet.All(wanted.SetContains),
            Comparison.DisjointFrom => !given.AsSet.Any(wanted.SetContains),
            Comparison.CountAtMost => given.SetCount <= wanted.AsNumber,
            _ => false,
        },
        Comparison.DisjointFrom => conclusion == Comparison.DisjointFrom && wanted.AsSet.All(given.SetContains),
        Comparison.Contains => (conclusion == Comparison.Contains && given.AsText == wanted.AsText)
            || (conclusion == Comparison.CountOver && wanted.AsNumber < 1),
        Comparison.CountAtMost => conclusion == Comparison.CountAtMost && given.AsNumber <= wanted.AsNumber,
        Comparison.CountOver => conclusion == Comparison.CountOver && given.AsNumber >= wanted.AsNumber,
        _ => given.Kind == wanted.Kind && Order(premise, given.AsNumber, conclusion, wanted.AsNumber),
    };

    private static bool Order(Comparison premise, decimal given, Comparison conclusion, decimal wanted) => (premise, conclusion) switch
    {
        (Comparison.AtLeast, Comparison.AtLeast) or (Comparison.Over, Comparison.Over) or (Comparison.Over, Comparison.AtLeast) => given >= wanted,
        (Comparison.AtLeast, Comparison.Over) => given > wanted,
        (Comparison.AtMost, Comparison.AtMost) or (Comparison.Under, Comparison.Under) or (Comparison.Under, Comparison.AtMost) => given <= wanted,
        (Comparison.AtMost, Comparison.Under) => given < wanted,
        _ => false,
    };

    // A test that pins its fact to literals excludes whatever none of them satisfies.
    private static bool Excludes(Condition.Test premise, Condition excluded) => excluded switch
    {
        Condition.Any any => any.Parts.All(part => Excludes(premise, part)),
        Condition.All all => all.Parts.Any(part => Excludes(premise, part)),
        Condition.Test { Comparison: Comparison.Present, Operand: Operand.Literal { Value: { Kind: FactKind.Flag, AsNumber: 0 } } } absent =>
            absent.Fact == premise.Fact && premise.Comparison != Comparison.Present,
        Condition.Test test when test.Fact == premise.Fact
            && premise.Operand is Operand.Literal { Value: { IsAbsent: false } given }
            && test.Operand is Operand.Literal { Value: { IsAbsent: false } value } => premise.Comparison switch
            {
                Comparison.Equal => !Compare.Holds(test.Comparison, given, value),
                Comparison.OneOf => !given.AsSet.Any(text => Compare.Holds(test.Comparison, FactValue.Text(text), value)),
                _ => false,
            },
        _ => false,
    };
}
