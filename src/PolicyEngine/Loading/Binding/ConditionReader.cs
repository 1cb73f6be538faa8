using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads conditions into one normal form, typed by the facts that they name.</summary>
/// <remarks>One comparison stands alone; several of one fact, and several facts, are a conjunction in a fixed order,
/// so that the author's order is no meaning.</remarks>
internal sealed class ConditionReader(BindingScope scope, FactCatalog facts)
{
    private readonly OperandReader operands = new(scope, facts);
    private readonly DerivedComparisons derived = new(scope, facts, new OperandReader(scope, facts));
    private int negations;

    /// <summary>A mapping of facts and groups; all of it must hold.</summary>
    public Condition Read(YamlMap map) =>
        Conjunction(map.Members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(ReadMember));

    /// <summary>One member of a mapping: a fact with its comparisons, or a group.</summary>
    public Condition ReadMember(YamlMember member) => member.Key switch
    {
        "any" => new Condition.Any(Group(member.Value)),
        "all" => new Condition.All(Group(member.Value)),
        "not" => Scalars.As<YamlMap>(scope, member.Value, "a mapping") is { } part ? Negation(part) : Condition.Never,
        _ => facts.MayNameDerived && member.Key.StartsWith(FactCatalog.DerivedPrefix, StringComparison.Ordinal)
            ? InOrder(derived.Read(member, negations > 0))
            : ReadFact(member),
    };

    private Condition.Not Negation(YamlMap part)
    {
        negations++;
        Condition read = Read(part);
        negations--;
        return new Condition.Not(read);
    }

    private static Condition Conjunction(IEnumerable<Condition> parts)
    {
        ValueArray<Condition> all = parts.ToValueArray();
        return all.Count == 1 ? all[0] : new Condition.All(all);
    }

    private ValueArray<Condition> Group(YamlNode node)
    {
        if (Scalars.As<YamlList>(scope, node, "a list of mappings") is not { } list)
        {
            return [];
        }

        if (list.Items.IsEmpty)
        {
            scope.Error(DiagnosticCodes.OutOfRange, list.Position, "The group is empty.", "Write at least one condition, or drop the group.");
        }

        return list.Items
            .Select(item => Scalars.As<YamlMap>(scope, item, "a mapping"))
            .OfType<YamlMap>()
            .Select(Read)
            .ToValueArray();
    }

    private Condition ReadFact(YamlMember member)
    {
        if (facts.Find(member.Key) is not { } fact)
        {
            if (!facts.KnowsParams && member.Key.StartsWith("params.", StringComparison.Ordinal))
            {
                return Condition.Never;
            }

            scope.Error(
                DiagnosticCodes.UnknownFact,
                member.KeyPosition,
                $"`{member.Key}` is nothing that a condition here can speak about.",
                $"Here are: {string.Join(", ", facts.Names.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}.",
                Suggestion.For(member.Key, facts.Names));
            return Condition.Never;
        }

        if (!facts.IsGoverning(fact.Name))
        {
            scope.Error(DiagnosticCodes.ReferenceNotGoverning, member.KeyPosition, $"`{member.Key}` does not govern.", "List it under `params.governing`.");
            return Condition.Never;
        }

        return member.Value switch
        {
            YamlMap map => ReadComparisons(fact.Name, fact.Kind, map),
            YamlList when facts.MayNameParams => ReadComparison(fact.Name, fact.Kind, "in", member.Value),
            YamlScalar when facts.MayNameParams => ReadComparison(fact.Name, fact.Kind, "equals", member.Value),
            _ => Refuse(member.Value, "A comparison is needed here.", $"Write for example `{member.Key}: {{ equals: … }}`."),
        };
    }

    private Condition ReadComparisons(FactName fact, FactKind? kind, YamlMap map)
    {
        if (map.Members.IsEmpty)
        {
            return Refuse(map, "A comparison is needed here.", $"Use one of {Words()}.");
        }

        bool hasWithin = map["within"] is not null;
        if (hasWithin && (map["at_least"] ?? map["under"]) is { } twice)
        {
            return Refuse(twice, "`within` gives the lower and the upper end already.", "Drop one of the two.");
        }

        IEnumerable<Condition> tests = map.Members.SelectMany(member => member.Key == "within"
            ? operands.Within(fact, kind, member.Value)
            : [ReadComparison(fact, kind, member.Key, member.Value, member.KeyPosition)]);
        return InOrder(tests);
    }

    private static Condition InOrder(IEnumerable<Condition> tests) =>
        Conjunction(tests.OrderBy(test => test is Condition.Test named ? (int)named.Comparison : -1));

    private Condition ReadComparison(FactName fact, FactKind? kind, string word, YamlNode operand, SourcePosition? at = null)
    {
        if (Operator.Find(word) is not { } comparison)
        {
            scope.Error(
                DiagnosticCodes.UnknownWord, at ?? operand.Position, $"`{word}` is no comparison.", $"Use one of {Words()}.", Suggestion.For(word, Operator.Words));
            return Condition.Never;
        }

        if (kind is { } known && !comparison.Facts.Contains(known))
        {
            scope.Error(
                DiagnosticCodes.ComparisonTypes,
                at ?? operand.Position,
                $"`{word}` does not fit `{fact}`, which is {OperandReader.Noun(known)}.",
                $"It fits {string.Join(" and ", comparison.Facts.Select(OperandReader.Noun))}; here use {string.Join(", ", Operator.All.Where(item => item.Facts.Contains(known)).Select(item => $"`{item.Word}`"))}.");
            return Condition.Never;
        }

        // A claim has the kind that the comparison speaks about.
        FactKind left = kind ?? comparison.Facts[0];
        return operands.Read(operand, comparison.KindOfOperand(left)) is { } value
            ? new Condition.Test(fact, comparison.Comparison, value)
            : Condition.Never;
    }

    private static string Words() => string.Join(", ", Operator.Words.Select(word => $"`{word}`"));

    private Condition Refuse(YamlNode node, string message, string help)
    {
        scope.Error(DiagnosticCodes.WrongType, node.Position, message, help);
        return Condition.Never;
    }
}
