using System.Text.Json;
using CsCheck;
using MissionPolicy.Engine.Analysis.Schemas;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Tests.Analysis;

/// <summary>Inclusion of schemas: certain, or with a value, or not known.</summary>
public sealed class SchemaInclusionTests
{
    private static readonly string[] Values =
    [
        "null", "true", "false", "0", "1", "2", "3", "2.5", "-1", "\"\"", "\"a\"", "\"ab\"", "\"b\"", "\"abc\"", "[]", "[1]", "[1,1]", "[\"a\"]", "[\"a\",\"b\"]", "[\"a\",\"a\"]", "[1,2,3]",
        "{}", "{\"p\":1}", "{\"p\":\"a\"}", "{\"q\":1}", "{\"p\":1,\"q\":true}", "{\"r\":[]}", "{\"p\":2.5}",
    ];

    private static readonly Gen<string> Schema = Gen.Recursive<string>((depth, inner) =>
    {
        Gen<string> leaf = Gen.OneOf(
            Gen.OneOf("""{"type":"boolean"}""", """{"type":"integer"}""", """{"enum":[1,"a",true]}""", """{"const":2}""", "true", """{"type":["string","null"]}"""),
            Gen.Select(Gen.Int[0, 2], Gen.Int[1, 3], (least, most) => $$"""{"type":"number","minimum":{{least}},"exclusiveMaximum":{{most}}}"""),
            Gen.OneOf("1", "0.5", "2").Select(step => $$"""{"type":"number","multipleOf":{{step}}}"""),
            Gen.Select(Gen.Int[0, 2], Gen.Int[1, 3], (least, most) => $$"""{"type":"string","minLength":{{least}},"maxLength":{{most}}}"""),
            Gen.OneOf("^a+$", "^ab?$", "^[ab]*$", "b").Select(pattern => $$"""{"type":"string","pattern":"{{pattern}}"}"""));
        return depth >= 2 ? leaf : Gen.Frequency(
            (3, leaf),
            (1, Gen.Select(inner, Gen.Int[0, 2], Gen.Bool, (items, most, unique) => $$"""{"type":"array","maxItems":{{most}},"uniqueItems":{{(unique ? "true" : "false")}},"items":{{items}}}""")),
            (2, Gen.Select(inner, inner, Gen.OneOf("[]", "[\"p\"]"), Gen.OneOf("true", "false"), (p, q, required, more) =>
                $$$"""{"type":"object","required":{{{required}}},"additionalProperties":{{{more}}},"properties":{"p":{{{p}}},"q":{{{q}}}}}""")),
            (1, Gen.Select(inner, inner, (one, other) => $$"""{"anyOf":[{{one}},{{other}}]}""")));
    });

    [Fact]
    public void An_answer_never_contradicts_a_value() => Gen.Select(Schema, Schema).Sample(
        pair =>
        {
            (SchemaNode inner, SchemaNode outer) = (Node(pair.Item1), Node(pair.Item2));
            bool hasGap = Values.Any(value => SchemaWords.Fits(inner, value) && !SchemaWords.Fits(outer, value));
            Gap(pair.Item1, pair.Item2).Match(
                () => { Assert.False(hasGap, "called included"); return 0; },
                json => { Assert.True(SchemaWords.Fits(inner, json) && !SchemaWords.Fits(outer, json), json); return 0; },
                () => 0);
        },
        iter: 3_000);

    [Fact]
    public void A_schema_is_included_in_itself() => Schema.Sample(schema => Gap(schema, schema) == SchemaGap.None, iter: 500);

    [Theory]
    [InlineData("""{"type":"integer","maximum":10.5}""", """{"type":"integer","maximum":10}""", null)]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""", null)]
    [InlineData("""{"type":"number","multipleOf":0.5,"minimum":1,"maximum":1.5}""", """{"type":"number","exclusiveMinimum":0.5,"exclusiveMaximum":2}""", null)]
    [InlineData("""{"type":"string","format":"email","maxLength":10}""", """{"type":"string","format":"email"}""", null)]
    [InlineData("""{"const":"x"}""", """{"type":"string","anyOf":[{"maxLength":1},{"pattern":"^y"}]}""", null)]
    [InlineData("""{"type":"object","properties":{"p":{"type":"string"}},"additionalProperties":false}""", """{"type":"object","properties":{"p":{"type":"string"},"q":{"type":"number"}},"additionalProperties":false}""", null)]
    [InlineData("""{"type":"object","properties":{"p":{"type":"string"}}}""", """{"type":"object","properties":{"p":{"type":"string"}},"additionalProperties":false}""", """{"other_1":null}""")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", """{"type":"array","items":{"type":"string"},"uniqueItems":true}""", """["other-1","other-1"]""")]
    [InlineData("""{"type":"string"}""", """{"type":"string","format":"uri"}""", "\"other-1\"")]
    [InlineData("""{"$defs":{"n":{"type":"number"}},"type":"array","items":{"$ref":"#/$defs/n"}}""", """{"type":"array","items":{"type":"number"}}""", null)]
    public void Inclusion_is_decided_keyword_by_keyword(string inner, string outer, string? gap) =>
        Assert.Equal(gap ?? "included", Gap(inner, outer).Match(() => "included", json => json, () => "unknown"));

    private static SchemaGap Gap(string inner, string outer) => new SchemaInclusion(new SchemaText(inner), new SchemaText(outer)).Gap(Node(inner), Node(outer));

    private static SchemaNode Node(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return new SubsetSchemaCompiler().Compile(document.RootElement.Clone()).Match(compiled => compiled.Outline, refused => throw new InvalidOperationException(refused.Defects[0].Message));
    }
}
