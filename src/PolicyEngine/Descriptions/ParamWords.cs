using System.Text.Json;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>Params as name and value, member by member.</summary>
internal static class ParamWords
{
    /// <summary>The params.</summary>
    /// <param name="paramsJson">The params; a canonical object.</param>
    /// <param name="schemaJson">The schema that may title them, or null.</param>
    public static ValueArray<ParamDescription> Of(string paramsJson, string? schemaJson)
    {
        using JsonDocument given = JsonDocument.Parse(paramsJson);
        using JsonDocument schema = JsonDocument.Parse(schemaJson ?? "{}");
        return Members(given.RootElement, schema.RootElement, string.Empty, string.Empty).ToValueArray();
    }

    private static IEnumerable<ParamDescription> Members(JsonElement json, JsonElement schema, string prefix, string titles)
    {
        foreach (JsonProperty member in json.EnumerateObject())
        {
            JsonElement of = JsonFacts.At(schema, "properties") is { ValueKind: JsonValueKind.Object } properties
                && properties.TryGetProperty(member.Name, out JsonElement known) ? known : default;
            string path = prefix + PlainWords.Text(member.Name);
            string title = titles + (Title(of) ?? PlainWords.Text(member.Name));
            IEnumerable<ParamDescription> described = member.Value.ValueKind == JsonValueKind.Object && member.Value.EnumerateObject().Any()
                ? Members(member.Value, of, path + ".", title + " ")
                : [new ParamDescription(path, title, Value(member.Value))];
            foreach (ParamDescription one in described)
            {
                yield return one;
            }
        }
    }

    private static string? Title(JsonElement schema) =>
        JsonFacts.At(schema, "title") is { ValueKind: JsonValueKind.String } title ? PlainWords.Text(title.GetString()!) : null;

    private static string Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => Text(json.GetString()!),
        JsonValueKind.True => "yes",
        JsonValueKind.False => "no",
        JsonValueKind.Null => "nothing",
        JsonValueKind.Array when json.EnumerateArray().All(item => item.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object)) =>
            json.GetArrayLength() == 0 ? "none" : string.Join(", ", json.EnumerateArray().Select(Value)),
        _ => PlainWords.Text(json.GetRawText()),
    };

    private static string Text(string text) => FactText.TryInstant(text, out DateTimeOffset instant) ? PlainWords.Instant(instant) : PlainWords.Item(text);
}
