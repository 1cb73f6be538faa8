using System.Text.Json;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Loading.Binding;
using MissionPolicy.Engine.Loading.Schema;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Loading;

/// <summary>The editor's schema says what the reader says.</summary>
public sealed class CatalogSchemaTests
{
    private static readonly IParamsSchema Schema = Compile();

    public static TheoryData<string> Purposes => [.. SampleCatalog.Sources.Where(source => source.Path.StartsWith("purposes/", StringComparison.Ordinal)).Select(source => source.Path)];

    /// <summary>To write the file anew, run the tests with <c>UPDATE_CATALOG_SCHEMA=true</c>.</summary>
    [Fact]
    public void The_checked_in_schema_is_the_generated_one()
    {
        string file = Repository.Path("catalog", "catalog.schema.json");
        string generated = CatalogSchema.Generate();
        if (Environment.GetEnvironmentVariable("UPDATE_CATALOG_SCHEMA") == "true")
        {
            File.WriteAllText(file, generated);
        }

        Assert.Equal(File.ReadAllText(file), generated);
    }

    [Theory]
    [MemberData(nameof(Purposes))]
    public void A_sample_entry_fits(string path) =>
        Assert.Empty(Schema.Validate(Json(SampleCatalog.Sources.Single(source => source.Path == path).Text)).Select(error => $"{error.InstancePath} {error.Message}"));

    [Fact]
    public void What_the_printer_writes_fits()
    {
        foreach (Compilation.CompiledPurpose purpose in SampleCatalog.Load().Purposes.Values)
        {
            Assert.Empty(Schema.Validate(Json(CatalogPrinter.Print(purpose.Entry))).Select(error => $"{purpose.Entry.Kind} {error.InstancePath} {error.Message}"));
        }
    }

    [Theory]
    [InlineData("version: 3", "version: 0", "/version")]
    [InlineData("title: Schedule", "titel: Schedule", "/titel")]
    [InlineData("mode: user", "mode: maybe", "/approval/mode")]
    [InlineData("max: 8h", "max: eight hours", "/lifetime/max")]
    [InlineData("{ count_over: 20 }", "{ more_than: 20 }", "/authentication/step_up/1/when/params.attendees")]
    [InlineData("otherwise: recreate", "otherwise: whatever", "/resume/otherwise")]
    [InlineData("actor: when_verified", "actor: always", "/propagation/audiences/0/project/actor")]
    [InlineData("type: object", "tpye: object", "/params/schema/tpye")]
    public void A_mistake_is_shown_where_it_is(string old, string replacement, string pointer)
    {
        string text = SomeYaml.MeetingWith(old, replacement).Text;
        Assert.Contains(Schema.Validate(Json(text)), error => error.InstancePath.StartsWith(pointer, StringComparison.Ordinal));
        Assert.IsType<CatalogLoadResult.Refused>(SomeYaml.Load(SomeYaml.MeetingWith(old, replacement)));
    }

    [Fact]
    public void Every_key_of_an_entry_is_in_the_schema()
    {
        using JsonDocument schema = JsonDocument.Parse(CatalogSchema.Generate());
        Assert.Equal(EntryBinder.Keys, schema.RootElement.GetProperty("properties").EnumerateObject().Select(member => member.Name));
    }

    private static IParamsSchema Compile()
    {
        using JsonDocument schema = JsonDocument.Parse(CatalogSchema.Generate());
        return new SubsetSchemaCompiler().Compile(schema.RootElement).Match(
            compiled => compiled.Schema,
            refused => throw new InvalidOperationException(string.Join('\n', refused.Defects)));
    }

    private static JsonElement Json(string yaml)
    {
        DiagnosticBag bag = new();
        YamlMap root = YamlReader.Read(new CatalogSource("purposes/p.yaml", yaml), bag) ?? throw new InvalidOperationException(string.Join('\n', bag.Sorted()));
        using JsonDocument document = JsonDocument.Parse(YamlToJson.Convert(new BindingScope(bag), root, datesAreText: true));
        return document.RootElement.Clone();
    }
}
