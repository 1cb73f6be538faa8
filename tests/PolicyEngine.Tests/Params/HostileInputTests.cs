using System.Globalization;
using System.Text;
using System.Text.Json;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Tests.Params;

/// <summary>Values and schemas that are made to crash, to hang or to mean two things are refused in bounded work.</summary>
public sealed class HostileInputTests
{
    public static TheoryData<string, string, string> Values => new()
    {
        { "a lone surrogate", """{"minLength":1}""", "\"\\ud800\"" },
        { "a lone surrogate in a name", """{"type":"object"}""", """{"\ud800":1}""" },
        { "two lone surrogates, unique", """{"uniqueItems":true}""", """["\ud800","\ud800"]""" },
        { "a name twice", """{"properties":{"a":{"type":"integer"}}}""", """{"a":1,"a":2}""" },
        { "a name twice, once escaped", """{"type":"object"}""", """{"a":1,"\u0061":2}""" },
        { "a million digits", """{"maximum":5}""", "1" + new string('0', 1_000_000) },
        { "digits against a fine step", """{"multipleOf":1e-300}""", "1" + new string('7', 200_000) },
        { "a name twice deep inside", """{}""", """[[[{"a":{"b":1,"b":1}}]]]""" },
        { "nesting deeper than the limit", """{}""", new string('[', 100) + new string(']', 100) },
        { "an alternative that doubles at every level", Doubling, new string('[', 40) + "\"x\"" + new string(']', 40) },
    };

    private const string Doubling =
        """{"$ref":"#/$defs/n","$defs":{"n":{"anyOf":[{"type":"array","items":{"$ref":"#/$defs/n"},"minItems":2},{"items":{"$ref":"#/$defs/n"},"type":"array"},{"type":"integer"}]}}}""";

    [Theory]
    [MemberData(nameof(Values))]
    public void A_hostile_value_is_refused_with_a_reason(string what, string schema, string value)
    {
        Assert.NotEmpty(what);
        IParamsSchema compiled = Compile(schema).Match(done => done.Schema, refused => throw new InvalidOperationException(refused.Defects[0].Message));
        Assert.False(compiled.IsValid(Json(value)));
        Assert.NotEmpty(compiled.Validate(Json(value)));
    }

    [Theory]
    [InlineData("1e999999999999", """{"minimum":5}""")]
    [InlineData("-1e999999999999", """{"maximum":5}""")]
    [InlineData("1e-999999999999", """{"maximum":5}""")]
    public void A_number_with_a_huge_exponent_is_compared_by_its_value(string value, string schema) =>
        Assert.True(Compile(schema).Match(done => done.Schema.IsValid(Json(value)), _ => false));

    [Theory]
    [InlineData("""{"type":["string","string"]}""", "type")]
    [InlineData("""{"type":[]}""", "type")]
    [InlineData("""{"type":"text"}""", "type")]
    [InlineData("""{"title":5}""", "title")]
    [InlineData("""{"minLenght":5}""", "minLenght")]
    [InlineData("""{"format":"phone"}""", "format")]
    [InlineData("""{"minLength":-1}""", "minLength")]
    [InlineData("""{"minLength":"1"}""", "minLength")]
    [InlineData("""{"multipleOf":0}""", "multipleOf")]
    [InlineData("""{"required":["a","a"]}""", "required")]
    [InlineData("""{"pattern":"("}""", "pattern")]
    [InlineData("""{"pattern":"^(?=a)b$"}""", "pattern")]
    [InlineData("""{"pattern":"^(a)\\1$"}""", "pattern")]
    [InlineData("""{"pattern":"^(?x)a#$"}""", "pattern")]
    [InlineData("""{"pattern":"(?m)^a$"}""", "pattern")]
    [InlineData("""{"pattern":"^*a$"}""", "pattern")]
    [InlineData("""{"pattern":"^[]a]$"}""", "pattern")]
    [InlineData("""{"pattern":"\\Aa\\z"}""", "pattern")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", "$ref")]
    [InlineData("""{"$ref":"#/$defs/none"}""", "$ref")]
    [InlineData("""{"$ref":"#/%zz"}""", "$ref")]
    [InlineData("""{"$ref":"#"}""", "$ref")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", "$ref")]
    [InlineData("""{"then":{"minLenght":1}}""", "minLenght")]
    public void A_schema_that_cannot_be_meant_is_refused_and_the_keyword_named(string schema, string keyword) => Assert.Contains(
        keyword,
        Compile(schema).Match(_ => [], refused => refused.Defects.Select(defect => defect.Keyword).ToArray()));

    [Theory]
    [InlineData("^.$", "\ud83d\udc32", true)]
    [InlineData("^.{2}$", "\ud83d\udc32", false)]
    [InlineData("^[^a]$", "\ud83d\udc32", true)]
    [InlineData("^[^a]{2}$", "\ud83d\udc32", false)]
    [InlineData("^\\D$", "\ud83d\udc32", true)]
    [InlineData("^\\S{2}$", "\ud83d\udc32", false)]
    [InlineData("^[^\\]]$", "a", true)]
    [InlineData("^[^\\]]$", "]", false)]
    public void A_character_beyond_U_FFFF_is_one_character(string pattern, string value, bool isValid) => Assert.Equal(
        isValid,
        Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""").Match(done => done.Schema.IsValid(Json(JsonSerializer.Serialize(value))), _ => !isValid));

    [Theory]
    [InlineData("^\ud83d\udc32*$")]
    [InlineData("^[\ud83d\udc32]$")]
    [InlineData("^\\ud83d\\udc32$")]
    public void A_pattern_that_names_a_character_beyond_U_FFFF_is_refused(string pattern) =>
        Assert.IsType<SchemaCompilation.Refused>(Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}"""));

    [Fact]
    public void A_long_chain_of_references_is_refused()
    {
        StringBuilder schema = new("""{"$ref":"#/$defs/d0","$defs":{""");
        for (int index = 0; index < 5_000; index++)
        {
            schema.Append(CultureInfo.InvariantCulture, $"\"d{index}\":{{\"$ref\":\"#/$defs/d{index + 1}\"}},");
        }

        Assert.IsType<SchemaCompilation.Refused>(Compile(schema.Append("\"d5000\":true}}").ToString()));
    }

    [Fact]
    public void A_schema_lives_longer_than_the_document_it_was_read_from()
    {
        JsonDocument document = JsonDocument.Parse("""{"enum":["a"]}""");
        IParamsSchema schema = Assert.IsType<SchemaCompilation.Compiled>(new SubsetSchemaCompiler().Compile(document.RootElement)).Schema;
        document.Dispose();
        Assert.True(schema.IsValid(Json("\"a\"")));
    }

    [Theory]
    [InlineData("^a$", true)]
    [InlineData("^(a|b)$", true)]
    [InlineData("a", false)]
    [InlineData("^a", false)]
    [InlineData("^a|b$", false)]
    [InlineData("^a\\$", false)]
    public void An_unanchored_pattern_is_reported(string pattern, bool anchored) => Assert.Equal(
        anchored,
        Compile($$"""{"pattern":{{JsonSerializer.Serialize(pattern)}}}""").Match(done => done.Outline.Pattern!.IsAnchored, _ => !anchored));

    private static SchemaCompilation Compile(string schema) => new SubsetSchemaCompiler().Compile(Json(schema));

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 200 });
        return document.RootElement.Clone();
    }
}
