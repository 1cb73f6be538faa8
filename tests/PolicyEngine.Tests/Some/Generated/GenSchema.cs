using CsCheck;

namespace MissionPolicy.Engine.Tests.Some.Generated;

/// <summary>Schemas as text: of the compared subset, or with the other keywords as well. Some cannot be compiled.</summary>
internal static class GenSchema
{
    private const int Depth = 3;

    private static readonly Gen<string> Count = Gen.OneOf("0", "1", "2", "3", "1.0", "2e0", "1e400");
    private static readonly Gen<string> Name = Gen.OneOf(GenJson.Names);
    private static readonly Gen<string> Pattern = Gen.OneOf(
        "^a$", "a", "^(a+)+$", "^.$", "^[^a]*$", "^\\\\d+$", "^\\\\w*$", "\\\\s", "^\\\\S*$", "^a|b$", "[b-z]", "^$", "^\\\\p{L}+$", "\\\\/");

    private static readonly Gen<(string Keyword, string Value)> Plain = Gen.OneOf(
        Value("type", Gen.OneOf(Gen.OneOf(Types), Gen.OneOf(Types).HashSet[1, 3].Select(types => $"[{string.Join(',', types)}]"))),
        Value("enum", Gen.OneOf(GenJson.Scalars).Array[1, 4].Select(items => $"[{string.Join(',', items)}]")),
        Value("const", GenJson.Any(1)),
        Value("required", Name.HashSet[0, 2].Select(names => $"[{string.Join(',', names)}]")),
        Value("minProperties", Count),
        Value("maxProperties", Count),
        Value("minItems", Count),
        Value("maxItems", Count),
        Value("uniqueItems", Gen.OneOf("true", "false")),
        Value("minLength", Count),
        Value("maxLength", Count),
        Value("pattern", Pattern.Select(pattern => $"\"{pattern}\"")),
        Value("format", Gen.OneOf(
            "\"date\"", "\"date-time\"", "\"time\"", "\"duration\"", "\"email\"", "\"uri\"", "\"uuid\"", "\"ipv4\"", "\"ipv6\"", "\"hostname\"")),
        Value("minimum", Gen.OneOf(GenJson.Numbers)),
        Value("maximum", Gen.OneOf(GenJson.Numbers)),
        Value("exclusiveMinimum", Gen.OneOf(GenJson.Numbers)),
        Value("exclusiveMaximum", Gen.OneOf(GenJson.Numbers)),
        Value("multipleOf", Gen.OneOf("1", "2", "0.01", "0.5", "3e-1", "1e400", "1e-400")),
        Value("minContains", Count),
        Value("maxContains", Count),
        Value("$ref", Gen.OneOf("\"#/$defs/d\"", "\"#/$defs/e\"", "\"#\"", "\"#/$defs/d/items\"", "\"#/properties/a~1b\"", "\"#/$defs/%65\"")));

    private static readonly Gen<(string Keyword, string Value)> PlainUncompared = Gen.OneOf(
        Value("dependentRequired", Gen.Select(Name, Name).Select((name, needed) => $"{{{name}:[{needed}]}}")),
        Value("format", Gen.OneOf("\"iri\"", "\"json-pointer\"", "\"uri-reference\"")),
        Value("$dynamicRef", Gen.OneOf("\"#anchor\"", "\"#/$defs/d\"")),
        Value("$ref", Gen.Const("\"#anchor\"")));

    /// <summary>Schemas of the compared subset.</summary>
    public static Gen<string> Compared { get; } = Document(isWhole: true);

    /// <summary>Schemas with any keyword.</summary>
    public static Gen<string> Any { get; } = Document(isWhole: false);

    /// <summary>Parts of schemas of the compared subset; they may refer to <c>#/$defs/d</c> and <c>#/$defs/e</c>.</summary>
    public static Gen<string> Part { get; } = Schema(Schema(Gen.OneOf("true", "false", "{}"), isWhole: true), isWhole: true);

    private static string[] Types => ["\"null\"", "\"boolean\"", "\"string\"", "\"array\"", "\"object\"", "\"number\"", "\"integer\""];

    private static Gen<string> Document(bool isWhole)
    {
        Gen<string> schema = Gen.OneOf("true", "false", "{}");
        for (int depth = 0; depth < Depth; depth++)
        {
            schema = Schema(schema, isWhole);
        }

        string anchor = isWhole ? string.Empty : "\"f\":{\"$dynamicAnchor\":\"anchor\",\"type\":[\"object\",\"string\",\"number\"]},";
        return Gen.Select(Members(schema, isWhole), schema, schema)
            .Select((members, d, e) => $"{{{string.Join(',', members.Append($"\"$defs\":{{{anchor}\"d\":{d},\"e\":{e}}}"))}}}");
    }

    private static Gen<string> Schema(Gen<string> inner, bool isWhole) => Gen.Frequency(
        (1, Gen.OneOf("true", "false")),
        (9, Members(inner, isWhole).Select(members => $"{{{string.Join(',', members)}}}")));

    private static Gen<string[]> Members(Gen<string> inner, bool isWhole) => Gen.Frequency(
            (3, Plain),
            (3, Nested(inner)),
            (isWhole ? 0 : 2, Gen.OneOf(PlainUncompared, NestedUncompared(inner))))
        .Array[0, 4]
        .Select(keywords => keywords.DistinctBy(keyword => keyword.Keyword).Select(keyword => $"\"{keyword.Keyword}\":{keyword.Value}").ToArray());

    private static Gen<(string Keyword, string Value)> Nested(Gen<string> inner) => Gen.OneOf(
        Value("properties", Named(inner)),
        Value("additionalProperties", inner),
        Value("items", inner),
        Value("prefixItems", Listed(inner)),
        Value("contains", inner),
        Value("allOf", Listed(inner)),
        Value("anyOf", Listed(inner)),
        Value("oneOf", Listed(inner)),
        Value("not", inner),
        Value("if", inner),
        Value("then", inner),
        Value("else", inner));

    private static Gen<(string Keyword, string Value)> NestedUncompared(Gen<string> inner) => Gen.OneOf(
        Value("patternProperties", Gen.Select(Pattern, inner).Select((pattern, schema) => $"{{\"{pattern}\":{schema}}}")),
        Value("propertyNames", inner),
        Value("dependentSchemas", Named(inner)),
        Value("unevaluatedProperties", inner),
        Value("unevaluatedItems", inner));

    private static Gen<string> Named(Gen<string> inner) => Gen.Select(Name, inner).Array[1, 3]
        .Select(members => $"{{{string.Join(',', members.DistinctBy(member => member.Item1).Select(member => $"{member.Item1}:{member.Item2}"))}}}");

    private static Gen<string> Listed(Gen<string> inner) => inner.Array[1, 3].Select(items => $"[{string.Join(',', items)}]");

    private static Gen<(string Keyword, string Value)> Value(string keyword, Gen<string> value) => value.Select(text => (keyword, text));
}
