using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Reads the keywords of one schema that hold other schemas or name them.</summary>
internal sealed class SubschemaReader(SchemaScope scope, KeywordReader read, string path, int depth)
{
    private const string AnchorStart = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";
    private const string AnchorRest = AnchorStart + "0123456789-.";

    public SchemaNode? Schema(string keyword) =>
        read.Value(keyword) is { } value ? SchemaReader.Node(scope, value, $"{path}/{keyword}", depth + 1) : null;

    public ImmutableArray<SchemaNode> SchemaList(string keyword)
    {
        if (read.Value(keyword) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            read.Defect(keyword, "a list of at least one schema is needed");
            return [];
        }

        return [.. value.EnumerateArray().Select((item, index) => SchemaReader.Node(scope, item, $"{path}/{keyword}/{index}", depth + 1))];
    }

    public FrozenDictionary<string, SchemaNode> Schemas(string keyword) => Members(keyword, "an object of schemas is needed")
        .ToFrozenDictionary(
            member => member.Name,
            member => SchemaReader.Node(scope, member.Value, $"{path}/{keyword}/{SchemaScope.Escape(member.Name)}", depth + 1),
            StringComparer.Ordinal);

    public SchemaReference? Reference(string keyword)
    {
        string? text = read.Text(keyword);
        if (text is null)
        {
            return null;
        }

        if (text.StartsWith('#') && (text.Length == 1 || text[1] == '/'))
        {
            return scope.Refer(new SchemaReference(Uri.UnescapeDataString(text[1..])), $"{path}/{keyword}", text);
        }

        if (IsAnchor(text))
        {
            return scope.Refer(new SchemaReference(text[1..], isAnchor: true), $"{path}/{keyword}", text);
        }

        read.Defect(keyword, "only a local JSON Pointer such as \"#/$defs/name\" can be followed");
        return null;
    }

    /// <summary>The keywords that no comparison understands, with the schemas that they hold.</summary>
    public FrozenDictionary<string, ImmutableArray<SchemaNode>> Uncompared()
    {
        Dictionary<string, ImmutableArray<SchemaNode>> found = new(StringComparer.Ordinal);
        foreach (string keyword in SchemaKeywords.Uncompared.Where(keyword => read.Value(keyword) is not null).Order(StringComparer.Ordinal))
        {
            found[keyword] = Parts(keyword);
            scope.AddUncompared($"{path}/{keyword}", keyword, $"\"{keyword}\" is not a keyword that catalogs are compared by");
        }

        if (read.Value("format") is { ValueKind: JsonValueKind.String } format && Formats.Approximate.Contains(format.GetString()!))
        {
            found["format"] = [];
            scope.AddUncompared($"{path}/format", "format", $"\"{format.GetString()}\" is a format that is only checked approximately");
        }

        if (read.Value("$ref") is { ValueKind: JsonValueKind.String } reference && IsAnchor(reference.GetString()!))
        {
            found["$ref"] = [];
            scope.AddUncompared($"{path}/$ref", "$ref", "only a local JSON Pointer such as \"#/$defs/name\" can be compared");
        }

        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static bool IsAnchor(string text) => text.Length > 1 && text[0] == '#' && IsName(text[1..]);

    private static bool IsName(string text) =>
        text.Length > 0 && AnchorStart.Contains(text[0], StringComparison.Ordinal) && text.All(c => AnchorRest.Contains(c, StringComparison.Ordinal));

    private ImmutableArray<SchemaNode> Parts(string keyword)
    {
        switch (keyword)
        {
            case "patternProperties":
                return Patterned(keyword);
            case "dependentSchemas":
                return [.. Schemas(keyword).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => part.Value)];
            case "dependentRequired":
                foreach (JsonProperty member in Members(keyword, "an object of lists of member names is needed"))
                {
                    _ = read.Names(keyword, member.Value);
                }

                return [];
            case "$dynamicAnchor":
                Anchor(keyword);
                return [];
            case "$dynamicRef":
                return [];
            default:
                return [Schema(keyword)!];
        }
    }

    private ImmutableArray<SchemaNode> Patterned(string keyword)
    {
        foreach (JsonProperty member in Members(keyword, string.Empty))
        {
            if (!PatternSyntax.TryCompile(member.Name, out _, out string? why))
            {
                scope.Add($"{path}/{keyword}/{SchemaScope.Escape(member.Name)}", keyword, why!);
            }
        }

        return [.. Schemas(keyword).OrderBy(part => part.Key, StringComparer.Ordinal).Select(part => part.Value)];
    }

    private void Anchor(string keyword)
    {
        string? name = read.Text(keyword);
        if (name is not null && !IsName(name))
        {
            read.Defect(keyword, "a name is needed: a letter or _, then letters, digits, -, _ and .");
        }
        else if (name is not null && !scope.TryAnchor(name, path))
        {
            read.Defect(keyword, $"the name \"{name}\" stands twice");
        }
    }

    private JsonElement.ObjectEnumerator Members(string keyword, string needed)
    {
        if (read.Value(keyword) is { ValueKind: JsonValueKind.Object } value)
        {
            return value.EnumerateObject();
        }

        if (needed.Length > 0 && read.Value(keyword) is not null)
        {
            read.Defect(keyword, needed);
        }

        return default;
    }
}
