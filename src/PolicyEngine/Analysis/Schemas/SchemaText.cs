using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Params;

namespace MissionPolicy.Engine.Analysis.Schemas;

/// <summary>A schema as text without annotations and with its references written out, so that two places can be compared.</summary>
internal sealed class SchemaText(string json)
{
    private const int MaxDepth = 16;
    private static readonly string[] Annotations = ["$schema", "$comment", "$defs", "title", "description", "examples", "deprecated", "readOnly", "writeOnly", "default"];
    private static readonly ImmutableArray<string> Composing =
        ["$ref", "allOf", "anyOf", "oneOf", "not", "if", "then", "else", "contains", "minContains", "maxContains", "prefixItems", "minProperties", "maxProperties"];

    private readonly JsonElement root = Parse(json);

    public string Of(SchemaNode node) => Of(At(node.Path), 0);

    /// <summary>The keywords that are compared as text only, by name.</summary>
    public ImmutableDictionary<string, string> Composed(SchemaNode node) => At(node.Path) is { ValueKind: JsonValueKind.Object } schema
        ? Composing.Where(name => schema.TryGetProperty(name, out _)).ToImmutableDictionary(name => name, name => Keyword(name, schema.GetProperty(name), 0))
        : ImmutableDictionary<string, string>.Empty;

    private static JsonElement Parse(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private string Of(JsonElement schema, int depth) => schema.ValueKind != JsonValueKind.Object
        ? schema.GetRawText()
        : SchemaSample.Write(schema.EnumerateObject()
            .Where(member => !Annotations.Contains(member.Name))
            .Select(member => KeyValuePair.Create(member.Name, Keyword(member.Name, member.Value, depth + 1))));

    private string Keyword(string name, JsonElement value, int depth) => name switch
    {
        "$ref" when depth < MaxDepth => Of(At(Uri.UnescapeDataString(value.GetString()!.TrimStart('#'))), depth + 1),
        "properties" => SchemaSample.Write(value.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Of(member.Value, depth + 1)))),
        "required" or "type" when value.ValueKind == JsonValueKind.Array =>
            $"[{string.Join(',', value.EnumerateArray().Select(item => item.GetRawText()).Order(StringComparer.Ordinal))}]",
        "allOf" or "anyOf" or "oneOf" or "prefixItems" => $"[{string.Join(',', value.EnumerateArray().Select(item => Of(item, depth + 1)))}]",
        "items" or "additionalProperties" or "not" or "if" or "then" or "else" or "contains" => Of(value, depth + 1),

        // A reference that goes too deep is recursive: only the same document says the same.
        "$ref" => CanonicalJson.Serialize(root),
        _ => value.ValueKind == JsonValueKind.Number ? JsonNumber.Parse(value.GetRawText()).ToString() : CanonicalJson.Serialize(value),
    };

    private JsonElement At(string pointer)
    {
        JsonElement at = root;
        foreach (string step in pointer.Split('/').Skip(1))
        {
            string name = step.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            at = at.ValueKind == JsonValueKind.Array
                ? at[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
                : at.GetProperty(name);
        }

        return at;
    }
}
