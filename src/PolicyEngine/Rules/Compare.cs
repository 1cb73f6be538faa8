namespace MissionPolicy.Engine.Rules;

/// <summary>The one place that says what each comparison means.</summary>
public static class Compare
{
    /// <summary>Whether a comparison holds.</summary>
    /// <param name="comparison">The comparison.</param>
    /// <param name="fact">The left side.</param>
    /// <param name="operand">The right side.</param>
    /// <returns>False whenever a side is absent or the kinds do not fit; presence alone is about absence.</returns>
    public static bool Holds(Comparison comparison, in FactValue fact, in FactValue operand)
    {
        if (comparison == Comparison.Present)
        {
            return operand.Kind == FactKind.Flag && fact.IsAbsent == operand.IsZero;
        }

        return !fact.IsAbsent && !operand.IsAbsent && comparison switch
        {
            Comparison.Equal => fact.Equals(operand),
            Comparison.OneOf => IsText(fact) && IsSet(operand) && operand.SetContains(fact.AsText),
            Comparison.SubsetOf => IsSet(fact) && IsSet(operand) && IsSubset(fact, operand),
            Comparison.DisjointFrom => IsSet(fact) && IsSet(operand) && AreDisjoint(fact, operand),
            Comparison.Contains => IsSet(fact) && IsText(operand) && fact.SetContains(operand.AsText),
            Comparison.StartsWith => IsText(fact) && IsText(operand) && fact.AsText.StartsWith(operand.AsText, StringComparison.Ordinal),
            Comparison.AtLeast => AreOrdered(fact, operand) && fact.CompareOrder(operand) >= 0,
            Comparison.AtMost => AreOrdered(fact, operand) && fact.CompareOrder(operand) <= 0,
            Comparison.Over => AreOrdered(fact, operand) && fact.CompareOrder(operand) > 0,
            Comparison.Under => AreOrdered(fact, operand) && fact.CompareOrder(operand) < 0,
            Comparison.CountAtMost => IsSet(fact) && operand.Kind == FactKind.Number && fact.SetCount <= operand.AsNumber,
            Comparison.CountOver => IsSet(fact) && operand.Kind == FactKind.Number && fact.SetCount > operand.AsNumber,
            _ => false,
        };
    }

    private static bool IsText(in FactValue value) => value.Kind == FactKind.Text;

    private static bool IsSet(in FactValue value) => value.Kind == FactKind.TextSet;

    private static bool AreOrdered(in FactValue left, in FactValue right) =>
        left.Kind == right.Kind && left.Kind is (FactKind.Number or FactKind.Instant or FactKind.Duration or FactKind.Level);

    private static bool IsSubset(in FactValue inner, in FactValue outer)
    {
        foreach (string item in inner.AsSet)
        {
            if (!outer.SetContains(item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreDisjoint(in FactValue left, in FactValue right)
    {
        foreach (string item in left.AsSet)
        {
            if (right.SetContains(item))
            {
                return false;
            }
        }

        return true;
    }
}
