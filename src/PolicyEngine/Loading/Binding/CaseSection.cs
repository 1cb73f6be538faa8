using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>cases</c>: the author's expected decisions.</summary>
internal static class CaseSection
{
    internal static readonly string[] Outcomes = ["inside", "reapprove", "deny", "granted", "confirm", "step_up", "review", "refused"];

    public static ValueArray<CatalogCase> Bind(MapReader entry, SourceMap source) =>
        entry.Maps("cases", required: false).Select(map => Case(entry.Scope, map, source)).ToValueArray();

    private static CatalogCase Case(BindingScope scope, YamlMap map, SourceMap source)
    {
        MapReader read = new(scope, map, "name", "mission", "action", "expect");
        return new CatalogCase
        {
            Name = read.Text("name"),
            MissionJson = read.OptionalMap("mission") is { } mission ? YamlToJson.Convert(scope, mission, datesAreText: true) : null,
            ActionJson = read.OptionalMap("action") is { } action ? YamlToJson.Convert(scope, action, datesAreText: true) : null,
            Expect = read.Required("expect") is { } expect ? Expectation(scope, expect) : new CaseExpectation("inside", []),
            Source = source,
            Path = map.Position.Path,
        };
    }

    private static CaseExpectation Expectation(BindingScope scope, YamlNode node)
    {
        switch (node)
        {
            case YamlScalar scalar:
                return new CaseExpectation(Outcome(scope, scalar.Text, scalar.Position), []);
            case YamlMap { Members: [var only] }:
                string outcome = Outcome(scope, only.Key, only.KeyPosition);
                ValueArray<string> codes = Scalars.As<YamlList>(scope, only.Value, "a list of reason codes") is { } list ? Codes(scope, list) : [];
                return new CaseExpectation(outcome, codes);
            default:
                scope.Error(DiagnosticCodes.WrongType, node.Position, "One expected outcome is needed here.", "Write for example `inside` or `{ reapprove: [tenant_outside] }`.");
                return new CaseExpectation("inside", []);
        }
    }

    private static string Outcome(BindingScope scope, string text, SourcePosition position)
    {
        if (!Outcomes.Contains(text, StringComparer.Ordinal))
        {
            scope.Error(
                DiagnosticCodes.UnknownWord, position, $"`{text}` is not an outcome.", $"Write one of {string.Join(", ", Outcomes.Select(word => $"`{word}`"))}.", Suggestion.For(text, Outcomes));
        }

        return text;
    }

    private static ValueArray<string> Codes(BindingScope scope, YamlList list)
    {
        ValueArray<string> codes = Scalars.Set(scope, list, mayBeEmpty: true);
        foreach (YamlNode item in list.Items)
        {
            if (item is YamlScalar { Text: var code } && !ReasonCodes.All.Contains(code))
            {
                scope.Error(
                    DiagnosticCodes.UnknownReasonCode, item.Position, $"`{code}` is not a reason code.", "See docs/catalog-format.md for the codes.", Suggestion.For(code, ReasonCodes.All));
            }
        }

        return codes;
    }
}
