using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds <c>cases</c>: the author's expected decisions.</summary>
internal static class CaseSection
{
    public static ValueArray<CatalogCase> Bind(MapReader entry, SourceMap source) =>
        entry.Maps("cases", required: false).Select(map => Case(entry.Scope, map, source)).ToValueArray();

    private static CatalogCase Case(BindingScope scope, YamlMap map, SourceMap source)
    {
        MapReader read = new(scope, map, "name", "mission", "action", "expect");
        YamlMap? action = read.OptionalMap("action");
        return new CatalogCase
        {
            Name = read.Text("name"),
            MissionJson = read.OptionalMap("mission") is { } mission ? YamlToJson.Convert(scope, mission, datesAreText: true) : null,
            ActionJson = action is null ? null : YamlToJson.Convert(scope, action, datesAreText: true),
            Expect = read.Required("expect") is { } expect
                ? new ExpectationReader(scope, action is not null).Read(expect)
                : new CaseExpectation("inside", []),
            Source = source,
            Path = map.Position.Path,
        };
    }
}
