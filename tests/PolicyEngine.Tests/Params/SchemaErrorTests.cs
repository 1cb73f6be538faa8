using System.Text.Json;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>Every keyword tells where it failed, which one it was and why.</summary>
public sealed class SchemaErrorTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "1", "", "type")]
    [InlineData("""{"enum":["a","b"]}""", "\"c\"", "", "enum")]
    [InlineData("""{"const":{"a":1}}""", "{}", "", "const")]
    [InlineData("""{"required":["a"]}""", "{}", "", "required")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":1}""", "/a", "type")]
    [InlineData("""{"properties":{"a/b~c":{"type":"string"}}}""", """{"a/b~c":1}""", "/a~1b~0c", "type")]
    [InlineData("""{"additionalProperties":false}""", """{"x":1}""", "/x", "additionalProperties")]
    [InlineData("""{"minProperties":1}""", "{}", "", "minProperties")]
    [InlineData("""{"maxProperties":0}""", """{"a":1}""", "", "maxProperties")]
    [InlineData("""{"items":{"type":"string"}}""", """["a",1]""", "/1", "type")]
    [InlineData("""{"prefixItems":[{"type":"string"}]}""", "[1]", "/0", "type")]
    [InlineData("""{"minItems":1}""", "[]", "", "minItems")]
    [InlineData("""{"maxItems":1}""", "[1,2]", "", "maxItems")]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", "", "uniqueItems")]
    [InlineData("""{"contains":{"type":"string"}}""", "[1]", "", "contains")]
    [InlineData("""{"minLength":2}""", "\"a\"", "", "minLength")]
    [InlineData("""{"maxLength":1}""", "\"ab\"", "", "maxLength")]
    [InlineData("""{"pattern":"^a+$"}""", "\"b\"", "", "pattern")]
    [InlineData("""{"minimum":2}""", "1", "", "minimum")]
    [InlineData("""{"maximum":2}""", "3", "", "maximum")]
    [InlineData("""{"exclusiveMinimum":2}""", "2", "", "exclusiveMinimum")]
    [InlineData("""{"exclusiveMaximum":2}""", "2", "", "exclusiveMaximum")]
    [InlineData("""{"multipleOf":0.01}""", "0.015", "", "multipleOf")]
    [InlineData("""{"format":"date"}""", "\"2026-02-30\"", "", "format")]
    [InlineData("""{"format":"email"}""", "\"nobody\"", "", "format")]
    [InlineData("""{"allOf":[{"minimum":1}]}""", "0", "", "minimum")]
    [InlineData("""{"anyOf":[{"minimum":1},{"type":"string"}]}""", "0", "", "anyOf")]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", "", "oneOf")]
    [InlineData("""{"not":{"type":"number"}}""", "0", "", "not")]
    [InlineData("""{"if":{"minimum":1},"then":{"maximum":5}}""", "9", "", "maximum")]
    [InlineData("""{"$ref":"#/$defs/n","$defs":{"n":{"type":"string"}}}""", "0", "", "type")]
    public void A_keyword_names_the_place_itself_and_the_cause(string schema, string value, string path, string keyword)
    {
        IParamsSchema compiled = Compile(schema);
        SchemaError error = Assert.Single(compiled.Validate(Json(value)));
        Assert.Equal((path, keyword), (error.InstancePath, error.Keyword));
        Assert.NotEmpty(error.Message);
        Assert.False(compiled.IsValid(Json(value)));
    }

    [Fact]
    public void Every_error_of_a_value_is_told_at_once() => Assert.Equal(
        [("", "required"), ("/a", "type"), ("/b", "minimum"), ("/x", "additionalProperties")],
        Compile("""{"type":"object","required":["c"],"properties":{"a":{"type":"string"},"b":{"minimum":5},"c":true},"additionalProperties":false}""")
            .Validate(Json("""{"a":1,"b":1,"x":0}""")).Select(error => (error.InstancePath, error.Keyword)).Order());

    private static IParamsSchema Compile(string schema) => new SubsetSchemaCompiler().Compile(Json(schema)).Match(
        compiled => compiled.Schema,
        refused => throw new InvalidOperationException(refused.Defects[0].Message));

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
