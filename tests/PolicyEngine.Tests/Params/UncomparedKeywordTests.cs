using System.Text.Json;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>The keywords that only JsonSchema.Net judges: they are enforced, explained, and noted as not comparable.</summary>
public sealed class UncomparedKeywordTests
{
    private const string Tree =
        """{"$ref":"#/$defs/n","$defs":{"n":{"$dynamicAnchor":"node","type":"object","required":["v"],"properties":{"v":{"type":"string"},"c":{"items":{"$dynamicRef":"#node"}}}}}}""";

    [Theory]
    [InlineData("""{"patternProperties":{"^x-":{"type":"integer"}}}""", """{"x-a":1,"y":"b"}""", """{"x-a":"b"}""", "/x-a", "type")]
    [InlineData("""{"patternProperties":{"^a/b~$":{"type":"integer"}},"additionalProperties":false}""", """{"a/b~":1}""", """{"a/b~":1,"a":1}""", "/a", "additionalProperties")]
    [InlineData("""{"properties":{"b":true},"patternProperties":{"^a$":true},"additionalProperties":{"type":"null"}}""", """{"a":1,"b":1,"c":null}""", """{"c":1}""", "/c", "type")]
    [InlineData("""{"patternProperties":{"^a$":false}}""", """{"b":1}""", """{"a":1}""", "/a", "false")]
    [InlineData("""{"propertyNames":{"maxLength":2}}""", """{"ab":1}""", """{"abc":1}""", "/abc", "maxLength")]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"b":1}""", """{"a":1}""", "", "dependentRequired")]
    [InlineData("""{"dependentSchemas":{"a":{"maxProperties":1}}}""", """{"b":1,"c":2}""", """{"a":1,"b":2}""", "", "maxProperties")]
    [InlineData("""{"dependentSchemas":{"a/b":{"maxProperties":1}}}""", """{"a~1b":1,"c":2}""", """{"a/b":1,"b":2}""", "", "maxProperties")]
    [InlineData("""{"allOf":[{"properties":{"a/b":true}}],"unevaluatedProperties":false}""", "{}", """{"a~1b":2}""", "/a~01b", "unevaluatedProperties")]
    [InlineData("""{"patternProperties":{"^~1$":true},"unevaluatedProperties":false}""", """{"~1":1}""", """{"~01":1}""", "/~001", "unevaluatedProperties")]
    [InlineData("""{"allOf":[{"properties":{"a/b":true}}],"unevaluatedProperties":false}""", """{"a/b":1}""", """{"a/b":1,"c":2}""", "/c", "unevaluatedProperties")]
    [InlineData("""{"anyOf":[{"required":["a"],"properties":{"a":true}},true],"unevaluatedProperties":{"type":"null"}}""", """{"a":1,"c":null}""", """{"b":1}""", "/b", "type")]
    [InlineData("""{"prefixItems":[true],"unevaluatedItems":false}""", "[1]", "[1,2]", "/1", "unevaluatedItems")]
    [InlineData("""{"contains":{"type":"string"},"unevaluatedItems":false}""", """["a"]""", """["a",1]""", "/1", "unevaluatedItems")]
    [InlineData("""{"prefixItems":[true],"items":{"type":"string"},"unevaluatedItems":false}""", """[1,"a"]""", """[1,"a",2]""", "/2", "type")]
    [InlineData(Tree, """{"v":"a","c":[{"v":"b","c":[]}]}""", """{"v":"a","c":[{"v":"b"},{"v":"c","c":[{}]}]}""", "/c/1/c/0", "required")]
    [InlineData("""{"$ref":"#n","$defs":{"n":{"$dynamicAnchor":"n","type":"string"}}}""", "\"a\"", "1", "", "type")]
    [InlineData("""{"format":"json-pointer"}""", "\"/a\"", "\"a\"", "", "format")]
    [InlineData("""{"anyOf":[{"propertyNames":{"const":"a"}},{"type":"string"}]}""", """{"a":1}""", """{"b":1}""", "", "anyOf")]
    [InlineData("""{"oneOf":[{"propertyNames":{"const":"a"}},{"type":"object"}]}""", """{"b":1}""", """{"a":1}""", "", "oneOf")]
    [InlineData("""{"not":{"propertyNames":{"const":"a"}}}""", """{"b":1}""", """{"a":1}""", "", "not")]
    [InlineData("""{"propertyNames":true,"contains":{"const":1},"maxContains":1}""", "[1,2]", "[1,1]", "", "contains")]
    public void A_keyword_accepts_refuses_and_names_the_place_and_the_cause(string schema, string good, string bad, string path, string keyword)
    {
        SchemaCompilation.Compiled compiled = Compiled(schema);
        Assert.Null(compiled.Root);
        Assert.NotEmpty(compiled.Uncompared);
        Assert.Empty(compiled.Schema.Validate(Json(good)));
        Assert.True(compiled.Schema.IsValid(Json(good)));
        Assert.False(compiled.Schema.IsValid(Json(bad)));
        SchemaError error = Assert.Single(compiled.Schema.Validate(Json(bad)));
        Assert.Equal((path, keyword), (error.InstancePath, error.Keyword));
        Assert.NotEmpty(error.Message);
    }

    [Fact]
    public void Branches_that_were_tried_and_are_not_needed_are_not_told() => Assert.Equal(
        [("/b", "unevaluatedProperties")],
        Compiled("""{"if":{"required":["z"]},"else":{"anyOf":[{"required":["y"]},{"properties":{"a":true}}]},"contains":false,"unevaluatedProperties":false}""")
            .Schema.Validate(Json("""{"a":1,"b":2}""")).Select(error => (error.InstancePath, error.Keyword)));

    [Fact]
    public void Every_place_that_cannot_be_compared_is_noted() => Assert.Equal(
        ["/$defs/n/propertyNames", "/dependentRequired", "/properties/a/format"],
        Compiled("""{"properties":{"a":{"format":"iri"}},"dependentRequired":{"a":["b"]},"$defs":{"n":{"propertyNames":true}}}""")
            .Uncompared.Select(found => found.SchemaPath));

    [Fact]
    public void A_schema_of_the_compared_keywords_has_a_tree() => Assert.NotNull(Compiled("""{"type":"object","properties":{"a":{"type":"string"}}}""").Root);

    [Theory]
    [InlineData("""{"patternProperties":{"(":true}}""", "patternProperties")]
    [InlineData("""{"patternProperties":{"^(a)\\1$":true}}""", "patternProperties")]
    [InlineData("""{"patternProperties":{"a":1}}""", "")]
    [InlineData("""{"patternProperties":[]}""", "patternProperties")]
    [InlineData("""{"propertyNames":1}""", "")]
    [InlineData("""{"propertyNames":{"minLenght":1}}""", "minLenght")]
    [InlineData("""{"dependentRequired":{"a":"b"}}""", "dependentRequired")]
    [InlineData("""{"dependentRequired":{"a":["b","b"]}}""", "dependentRequired")]
    [InlineData("""{"dependentRequired":[]}""", "dependentRequired")]
    [InlineData("""{"dependentSchemas":{"a":[]}}""", "")]
    [InlineData("""{"unevaluatedProperties":{"unevaluatedItems":{"format":"phone"}}}""", "format")]
    [InlineData("""{"format":"regex"}""", "format")]
    [InlineData("""{"$dynamicAnchor":"1"}""", "$dynamicAnchor")]
    [InlineData("""{"$dynamicAnchor":"a","$defs":{"b":{"$dynamicAnchor":"a"}}}""", "$dynamicAnchor")]
    [InlineData("""{"$dynamicRef":"#none"}""", "$dynamicRef")]
    [InlineData("""{"items":{"$dynamicRef":"https://example.com/a#b"}}""", "$dynamicRef")]
    [InlineData("""{"items":{"$ref":"#none"}}""", "$ref")]
    [InlineData("""{"items":{"$ref":"other.json"}}""", "$ref")]
    [InlineData("""{"$id":"https://example.com/schema"}""", "$id")]
    [InlineData("""{"properties":{"a":{"$id":"b"}}}""", "$id")]
    [InlineData("""{"$anchor":"a"}""", "$anchor")]
    [InlineData("""{"$vocabulary":{}}""", "$vocabulary")]
    [InlineData("""{"$recursiveRef":"#"}""", "$recursiveRef")]
    [InlineData("""{"dependencies":{}}""", "dependencies")]
    [InlineData("""{"contentEncoding":"base64"}""", "contentEncoding")]
    [InlineData("""{"contentMediaType":"text/plain"}""", "contentMediaType")]
    [InlineData("""{"contentSchema":true}""", "contentSchema")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2019-09/schema"}""", "$schema")]
    [InlineData("""{"$schema":"https://json-schema.org/v1"}""", "$schema")]
    [InlineData("""{"$schema":5}""", "$schema")]
    [InlineData("""{"minItems":1e-400}""", "minItems")]
    [InlineData("""{"$dynamicAnchor":"a","allOf":[{"$dynamicRef":"#a"}]}""", "$ref")]
    [InlineData("""{"dependentSchemas":{"a":{"$ref":"#"}}}""", "$ref")]
    public void A_schema_that_cannot_be_meant_is_refused_and_the_keyword_named(string schema, string keyword) => Assert.Contains(
        keyword,
        new JsonSchemaCompiler().Compile(Json(schema)).Match(_ => [], refused => refused.Defects.Select(defect => defect.Keyword).ToArray()));

    [Fact]
    public void A_reference_that_the_validator_would_follow_to_another_schema_is_refused()
    {
        // JsonSchema.Net takes the schema under `additionalProperties` for the one under its `not`.
        const string Schema =
            """{"properties":{"not":{"additionalProperties":{"not":{"type":"string"}}},"a":{"$ref":"#/properties/not/additionalProperties/not"}},"propertyNames":true}""";
        SchemaDefect defect = Assert.Single(new JsonSchemaCompiler().Compile(Json(Schema)).Match(_ => [], refused => refused.Defects));
        Assert.Contains("leads elsewhere", defect.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiled_schema_lives_longer_than_the_document_it_was_read_from()
    {
        JsonDocument document = JsonDocument.Parse("""{"propertyNames":{"enum":["a"]}}""");
        IParamsSchema schema = new JsonSchemaCompiler().Compile(document.RootElement).Match(compiled => compiled.Schema, _ => null!);
        document.Dispose();
        Assert.False(schema.IsValid(Json("""{"b":1}""")));
    }

    private static SchemaCompilation.Compiled Compiled(string schema) => new JsonSchemaCompiler().Compile(Json(schema)).Match(
        compiled => compiled,
        refused => throw new InvalidOperationException(refused.Defects[0].Message));

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
