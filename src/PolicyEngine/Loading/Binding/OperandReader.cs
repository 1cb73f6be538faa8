using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Reads the right side of a comparison: a literal of a kind, or a reference to a param or claim of that kind.</summary>
internal sealed class OperandReader(BindingScope scope, FactCatalog facts)
{
    public static string Noun(FactKind kind) => kind switch
    {
        FactKind.Text => "a text",
        FactKind.Number => "a number",
        FactKind.Instant => "a date-time",
        FactKind.Duration => "a duration",
        FactKind.Flag => "true or false",
        FactKind.Level => "an assurance level",
        _ => "a set of texts",
    };

    /// <summary>Reads an operand, or null after a mistake.</summary>
    public Operand? Read(YamlNode node, FactKind kind)
    {
        if (node is YamlMap { Members: [{ Key: "literal" } only] })
        {
            return Literal(only.Value, kind);
        }

        return node is YamlScalar scalar && IsReference(scalar.Text) ? Reference(scalar, kind) : Literal(node, kind);
    }

    /// <summary>The two comparisons of a half-open interval.</summary>
    public IEnumerable<Condition> Within(FactName fact, FactKind? kind, YamlNode node)
    {
        if (kind is not (FactKind.Number or FactKind.Instant or FactKind.Duration))
        {
            scope.Error(
                DiagnosticCodes.ComparisonTypes,
                node.Position,
                $"`within` does not fit `{fact}`{(kind is { } known ? ", which is " + Noun(known) : string.Empty)}.",
                "It fits a number, a date-time and a duration.");
            return [Condition.Never];
        }

        (Operand? start, Operand? end) = node switch
        {
            YamlScalar scalar when IsReference(scalar.Text) =>
                Member(scalar, "from", kind.Value) is { } from ? (from, Member(scalar, "to", kind.Value)) : (null, null),
            YamlMap map => Ends(map, kind.Value),
            _ => NoInterval(node),
        };
        return start is null || end is null
            ? [Condition.Never]
            : [new Condition.Test(fact, Comparison.AtLeast, start), new Condition.Test(fact, Comparison.Under, end)];
    }

    private static bool IsReference(string text) =>
        text.StartsWith("params.", StringComparison.Ordinal) || text.StartsWith("subject.", StringComparison.Ordinal);

    private (Operand? From, Operand? To) NoInterval(YamlNode node)
    {
        scope.Error(
            DiagnosticCodes.WrongType, node.Position, "An interval is needed here.", "Write `{ from: …, to: … }` or name a param with `from` and `to`, as in `params.window`.");
        return (null, null);
    }

    private (Operand? From, Operand? To) Ends(YamlMap map, FactKind kind)
    {
        MapReader read = new(scope, map, "from", "to");
        return (read.Required("from") is { } from ? Read(from, kind) : null, read.Required("to") is { } to ? Read(to, kind) : null);
    }

    private Operand.Reference? Member(YamlScalar scalar, string member, FactKind kind) =>
        Reference(scalar with { Text = $"{scalar.Text}.{member}" }, kind);

    private Operand.Reference? Reference(YamlScalar scalar, FactKind kind)
    {
        if (facts.FindReference(scalar.Text) is not { } fact)
        {
            if (!facts.KnowsParams)
            {
                return null;
            }

            IEnumerable<string> known = facts.Params.Keys.Select(path => "params." + path);
            scope.Error(
                DiagnosticCodes.UnknownFact,
                scalar.Position,
                $"`{scalar.Text}` is not a param of this purpose that can be compared.",
                $"The params are {string.Join(", ", known.Order(StringComparer.Ordinal).Select(name => $"`{name}`"))}; for the text itself write `{{ literal: \"{scalar.Text}\" }}`.",
                Suggestion.For(scalar.Text, known));
            return null;
        }

        if (!facts.IsGoverning(fact.Name))
        {
            scope.Error(
                DiagnosticCodes.ReferenceNotGoverning, scalar.Position, $"`{scalar.Text}` does not govern, so no rule may rest on it.", "List it under `params.governing`.");
            return null;
        }

        if (fact.Kind is { } given && given != kind)
        {
            scope.Error(
                DiagnosticCodes.ComparisonTypes, scalar.Position, $"`{scalar.Text}` is {Noun(given)}, and {Noun(kind)} is needed.", $"Name a param that is {Noun(kind)}.");
            return null;
        }

        return new Operand.Reference(fact.Name);
    }

    private Operand.Literal? Literal(YamlNode node, FactKind kind)
    {
        FactValue value = kind switch
        {
            FactKind.TextSet => Scalars.As<YamlList>(scope, node, "a list of texts") is { } list
                ? FactValue.TextSet(Scalars.Set(scope, list, mayBeEmpty: false)) : FactValue.Absent,
            FactKind.Flag => FactValue.Flag(Scalars.Flag(scope, node)),
            FactKind.Duration => FactValue.Duration(Scalars.Duration(scope, node)),
            FactKind.Text => Scalars.Text(scope, node) is { } text ? FactValue.Text(text) : FactValue.Absent,
            FactKind.Level => Level(node),
            _ => Scalar(node, kind),
        };
        return value.IsAbsent ? null : new Operand.Literal(value);
    }

    private FactValue Level(YamlNode node)
    {
        if (Scalars.Text(scope, node) is not { } name)
        {
            return FactValue.Absent;
        }

        int rank = facts.Vocabulary.Rank(name);
        if (rank < 0)
        {
            IEnumerable<string> known = facts.Vocabulary.Levels.Select(level => level.Name);
            scope.Error(DiagnosticCodes.NotInVocabulary, node.Position, $"`{name}` is not an assurance level.", $"The levels are {string.Join(", ", known)}.", Suggestion.For(name, known));
            return FactValue.Absent;
        }

        return FactValue.Level(name, rank);
    }

    private FactValue Scalar(YamlNode node, FactKind kind)
    {
        if (kind == FactKind.Number)
        {
            return Scalars.Number(scope, node) is { } number ? FactValue.Number(number) : FactValue.Absent;
        }

        if (node is YamlScalar scalar && kind == FactKind.Instant && FactText.TryInstant(scalar.Text, out DateTimeOffset instant))
        {
            return FactValue.Instant(instant);
        }

        scope.Error(
            DiagnosticCodes.WrongType,
            node.Position,
            "A date-time is needed here.",
            "Write it with its offset, for example `2026-12-01T08:00:00Z`.");
        return FactValue.Absent;
    }
}
