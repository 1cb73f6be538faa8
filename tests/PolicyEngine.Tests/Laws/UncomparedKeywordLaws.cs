using System.Text.Json;
using CsCheck;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Params.Guarded;
using MissionPolicy.Engine.Tests.Some.Generated;

namespace MissionPolicy.Engine.Tests.Laws;

/// <summary>The keywords without a second opinion, held against the same sentence in keywords that the other validator knows.</summary>
public sealed class UncomparedKeywordLaws
{
    // %n and %m are names, %p a pattern that only %n matches, %i and %o schemas.
    private static readonly (string Uncompared, string Compared)[] Pairs =
    [
        ("""{"dependentRequired":{%n:[%m]}}""", """{"if":{"type":"object","required":[%n]},"then":{"required":[%m]}}"""),
        ("""{"dependentSchemas":{%n:%i}}""", """{"if":{"type":"object","required":[%n]},"then":%i}"""),
        ("""{"$dynamicRef":"#anchor"}""", """{"$ref":"#/$defs/f"}"""),
        ("""{"items":{"$ref":"#anchor"}}""", """{"items":{"$ref":"#/$defs/f"}}"""),
        ("""{"propertyNames":{"enum":[%n,%m]}}""", """{"properties":{%n:true,%m:true},"additionalProperties":false}"""),
        ("""{"patternProperties":{%p:%i},"additionalProperties":%o}""", """{"properties":{%n:%i},"additionalProperties":%o}"""),
        ("""{"properties":{%m:%o},"patternProperties":{%p:%i},"unevaluatedProperties":false}""", """{"properties":{%n:%i,%m:%o},"additionalProperties":false}"""),
        ("""{"properties":{%n:%o},"unevaluatedProperties":%i}""", """{"properties":{%n:%o},"additionalProperties":%i}"""),
        ("""{"allOf":[{"properties":{%n:%o}}],"unevaluatedProperties":%i}""", """{"properties":{%n:%o},"additionalProperties":%i}"""),
        ("""{"not":{"not":{"properties":{%n:%o}}},"unevaluatedProperties":%i}""", """{"properties":{%n:%o},"not":{"not":{"additionalProperties":%i,"properties":{}}}}"""),
        ("""{"prefixItems":[%o],"unevaluatedItems":%i}""", """{"prefixItems":[%o],"items":%i}"""),
        ("""{"allOf":[{"prefixItems":[%o]}],"unevaluatedItems":%i}""", """{"prefixItems":[%o],"items":%i}"""),
        ("""{"allOf":[{"items":%o}],"unevaluatedItems":%i}""", """{"items":%o}"""),
    ];

    [Fact]
    public void A_keyword_that_cannot_be_compared_says_what_compared_keywords_say()
    {
        int judged = 0;
        Gen.Select(GenSchema.Part, GenSchema.Part, Gen.OneOf(GenJson.Names), Gen.OneOf(GenJson.Names), GenJson.Any(3).Array[4]).Sample(
            (inner, other, name, second, values) =>
            {
                foreach ((string one, string same) in Pairs.Select(pair => (Fill(pair.Uncompared), Fill(pair.Compared))))
                {
                    (SchemaReading uncompared, SchemaReading compared) = (SchemaReader.Read(Json(one)), SchemaReader.Read(Json(same)));
                    if (!uncompared.Defects.IsEmpty || !compared.Defects.IsEmpty)
                    {
                        continue;
                    }

                    Assert.NotEmpty(uncompared.Uncompared);
                    Assert.Empty(compared.Uncompared);
                    Assert.True(GuardedBuilder.TryBuild(uncompared, out GuardedSchema? guarded, out string why), why);
                    ParamsSchema plain = new(compared.Root);
                    foreach (string value in values)
                    {
                        Assert.True(guarded.IsValid(Json(value)) == plain.IsValid(Json(value)), $"{value} against {one} and {same}");
                        Interlocked.Increment(ref judged);
                    }
                }

                string Fill(string template) => Document(template, other)
                    .Replace("%n", name, StringComparison.Ordinal)
                    .Replace("%m", name == second ? "\"other\"" : second, StringComparison.Ordinal)
                    .Replace("%p", Pattern(name), StringComparison.Ordinal)
                    .Replace("%i", inner, StringComparison.Ordinal)
                    .Replace("%o", other, StringComparison.Ordinal);
            },
            iter: 2_000);
        Assert.True(judged > 20_000, $"only {judged} pairs were judged");
    }

    private static string Document(string schema, string other)
    {
        string anchor = schema.Contains("#anchor", StringComparison.Ordinal) ? "\"$dynamicAnchor\":\"anchor\"," : string.Empty;
        return $"{{\"allOf\":[{schema}],\"$defs\":{{\"d\":{other},\"e\":true,\"f\":{{{anchor}\"type\":[\"string\",\"object\"]}}}}}}";
    }

    // No name of the generator has a character that means something in an expression, but for the escapes of JSON.
    private static string Pattern(string name) => $"\"^{name[1..^1]}$\"";

    private static JsonElement Json(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
