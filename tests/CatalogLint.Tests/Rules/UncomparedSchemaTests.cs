using System.Collections.Immutable;
using MissionPolicy.CatalogLint.Configuration;
using MissionPolicy.CatalogLint.Findings;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.CatalogLint.Tests.Some;
using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Tests.Rules;

/// <summary>What the rules about schemas say where keywords stand that no diff compares.</summary>
public sealed class UncomparedSchemaTests
{
    private const string Closed = "    additionalProperties: false\n";
    private const string Properties = "    properties:\n";

    [Fact]
    public void An_object_that_unevaluatedProperties_closes_is_not_open() => Assert.Equal(
        ["MP2106"],
        Judge(Closed, "    unevaluatedProperties: false\n    allOf: [{ type: object, properties: { service: true } }]\n").Select(finding => finding.Id));

    [Fact]
    public void An_object_that_unevaluatedProperties_leaves_open_is_open() => Assert.Equal(
        ["MP2102", "MP2106"],
        Judge(Closed, "    unevaluatedProperties: true\n").Select(finding => finding.Id).Order(StringComparer.Ordinal));

    [Fact]
    public void A_pattern_of_names_without_anchors_speaks_about_a_part_of_the_name_only()
    {
        Finding finding = Assert.Single(Judge(Properties, "    patternProperties: { \"x-[a-z]\": { type: string, maxLength: 9 } }\n" + Properties), finding => finding.Id == "MP2104");
        Assert.EndsWith(".patternProperties.x-[a-z]", finding.Position.Path, StringComparison.Ordinal);
        Assert.Contains("`x-[a-z]`", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_keyword_that_cannot_be_compared_is_noted_at_its_place() => Assert.Equal(
        ["$.params.schema.dependentRequired", "$.params.schema.propertyNames"],
        Judge(Properties, "    dependentRequired: { service: [service] }\n    propertyNames: { maxLength: 9 }\n" + Properties)
            .Where(finding => finding.Id == "MP2106").Select(finding => finding.Position.Path));

    private static ImmutableArray<Finding> Judge(string old, string replacement)
    {
        ImmutableArray<CatalogSource> sources = RuleFixture.Sources(Path.Combine(Repository.Rules, "UncomparedSchema", "good"));
        CatalogSource entry = sources.Single(source => source.Path.StartsWith("purposes/", StringComparison.Ordinal));
        Assert.Contains(old, entry.Text, StringComparison.Ordinal);
        return new Linter(new LintConfiguration())
            .Run(sources.Replace(entry, entry with { Text = entry.Text.Replace(old, replacement, StringComparison.Ordinal) })).Open;
    }
}
