using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads comparisons of derived facts: only such that one more rule can make true and never false.</summary>
internal sealed class DerivedComparisons(BindingScope scope, FactCatalog facts, OperandReader operands)
{
    private const string Cure =
        "Compare a sum by `at_least` or `over` with a number, and tags by `contains` with a text, and not under `not`.";

    /// <summary>The comparisons of one derived fact, all of which must hold.</summary>
    /// <param name="member">The fact and its comparisons.</param>
    /// <param name="isNegated">Whether the member stands under <c>not</c>.</param>
    public IEnumerable<Condition> Read(YamlMember member, bool isNegated)
    {
        if (!facts.Derived.TryGetValue(member.Key[FactCatalog.DerivedPrefix.Length..], out FactKind kind))
        {
            IEnumerable<string> known = facts.Derived.Keys.Select(name => FactCatalog.DerivedPrefix + name);
            scope.Error(
                DiagnosticCodes.DerivedUnknown,
                member.KeyPosition,
                $"No rule adds to `{member.Key}` or tags it.",
                facts.Derived.Count == 0
                    ? "Add to it under `then` of another rule."
                    : $"The rules write {string.Join(", ", known.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}.",
                Suggestion.For(member.Key, known));
            return [Condition.Never];
        }

        if (isNegated)
        {
            scope.Error(
                DiagnosticCodes.DerivedComparison,
                member.KeyPosition,
                $"`{member.Key}` stands under `not`, so one more rule could turn this one off.",
                Cure);
            return [Condition.Never];
        }

        if (member.Value is not YamlMap { Members: { IsEmpty: false } comparisons })
        {
            scope.Error(
                DiagnosticCodes.DerivedComparison,
                member.Value.Position,
                "A comparison that one more rule can only make true is needed here.",
                Cure);
            return [Condition.Never];
        }

        return comparisons.Select(
            comparison => Read(FactName.OfDerived(member.Key[FactCatalog.DerivedPrefix.Length..]), kind, comparison)).ToArray();
    }

    private Condition Read(FactName fact, FactKind kind, YamlMember member)
    {
        Operator? known = Operator.Find(member.Key);
        if (known is null && member.Key != "within")
        {
            scope.Error(
                DiagnosticCodes.UnknownWord,
                member.KeyPosition,
                $"`{member.Key}` is no comparison.",
                Cure,
                Suggestion.For(member.Key, Operator.Words));
            return Condition.Never;
        }

        bool fits = known is not null && (kind == FactKind.Number
            ? known.Comparison is Comparison.AtLeast or Comparison.Over
            : known.Comparison == Comparison.Contains);
        if (!fits)
        {
            scope.Error(
                DiagnosticCodes.DerivedComparison,
                member.KeyPosition,
                $"One more rule could make `{member.Key}` of `{fact}` false, "
                    + $"which is {(kind == FactKind.Number ? "a sum" : "a set of tags")}.",
                Cure);
            return Condition.Never;
        }

        Operand? operand = operands.Read(member.Value, known!.KindOfOperand(kind));
        if (operand is Operand.Reference)
        {
            scope.Error(
                DiagnosticCodes.DerivedComparison,
                member.Value.Position,
                $"`{fact}` is compared with what an event says.",
                "Compare it with a number or a text of the catalog.");
            return Condition.Never;
        }

        return operand is null ? Condition.Never : new Condition.Test(fact, known.Comparison, operand);
    }
}
