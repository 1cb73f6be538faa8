using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Params;

/// <summary>Reads the keywords of one schema that hold plain values; a value that a keyword cannot have is a defect.</summary>
internal sealed class KeywordReader(SchemaScope scope, JsonElement schema, string path)
{
    private const string Dialect = "https://json-schema.org/draft/2020-12/schema";

    private static readonly FrozenDictionary<string, SchemaTypes> TypeNames = new Dictionary<string, SchemaTypes>
    {
        ["null"] = SchemaTypes.Null,
        ["boolean"] = SchemaTypes.Boolean,
        ["integer"] = SchemaTypes.Integer,
        ["number"] = SchemaTypes.Number,
        ["string"] = SchemaTypes.String,
        ["array"] = SchemaTypes.Array,
        ["object"] = SchemaTypes.Object,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public void CheckDialect()
    {
        if (Text("$schema") is { } dialect && dialect.TrimEnd('#') != Dialect)
        {
            Defect("$schema", $"only {Dialect} is spoken here");
        }
    }

    public void CheckAnnotations()
    {
        _ = Text("$comment");
        _ = Text("title");
        _ = Text("description");
        _ = Flag("deprecated");
        _ = Flag("readOnly");
        _ = Flag("writeOnly");
        if (Value("examples") is { } examples && examples.ValueKind != JsonValueKind.Array)
        {
            Defect("examples", "a list of values is needed");
        }
    }

    public JsonElement? Value(string keyword) => schema.TryGetProperty(keyword, out JsonElement value) ? value : null;

    public SchemaTypes Types()
    {
        if (Value("type") is not { } value)
        {
            return SchemaTypes.Any;
        }

        ImmutableArray<JsonElement> names = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        SchemaTypes types = SchemaTypes.None;
        foreach (JsonElement name in names)
        {
            string? text = name.ValueKind == JsonValueKind.String ? name.GetString() : null;
            if (text is not null && TypeNames.TryGetValue(text, out SchemaTypes type))
            {
                types |= type;
            }
            else
            {
                Defect("type", $"{name.GetRawText()} is not a type", text is null ? null : Suggestion.For(text, TypeNames.Keys));
            }
        }

        if (names.Distinct(JsonValueComparer.Instance).Count() != names.Length)
        {
            Defect("type", "a type stands twice");
        }

        if (names.IsEmpty)
        {
            Defect("type", "an empty list of types fits nothing");
        }

        return types;
    }

    public ImmutableArray<JsonElement>? Enum()
    {
        if (Value("enum") is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Array)
        {
            Defect("enum", "a list of values is needed");
            return null;
        }

        return [.. value.EnumerateArray()];
    }

    public ImmutableArray<string> Required() => Value("required") is { } value ? Names("required", value) : [];

    public ImmutableArray<string> Names(string keyword, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(name => name.ValueKind != JsonValueKind.String))
        {
            Defect(keyword, "a list of member names is needed");
            return [];
        }

        ImmutableArray<string> names = [.. value.EnumerateArray().Select(name => name.GetString()!)];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            Defect(keyword, "a member name stands twice");
        }

        return names;
    }

    public int? Count(string keyword)
    {
        if (Value(keyword) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && JsonNumber.Parse(value.GetRawText()).TryCount(out int count))
        {
            return count;
        }

        Defect(keyword, "a whole number from 0 is needed");
        return null;
    }

    public bool Flag(string keyword)
    {
        if (Value(keyword) is { } value && value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Defect(keyword, "true or false is needed");
        }

        return Value(keyword)?.ValueKind == JsonValueKind.True;
    }

    public JsonNumber? Number(string keyword)
    {
        if (Value(keyword) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return JsonNumber.Parse(value.GetRawText());
        }

        Defect(keyword, "a number is needed");
        return null;
    }

    public JsonNumber? PositiveNumber(string keyword)
    {
        JsonNumber? number = Number(keyword);
        if (number is { IsPositive: false })
        {
            Defect(keyword, "a number over 0 is needed");
            return null;
        }

        return number;
    }

    public SchemaPattern? Pattern()
    {
        if (Text("pattern") is not { } source)
        {
            return null;
        }

        if (!PatternSyntax.TryCompile(source, out SchemaPattern? pattern, out string? why))
        {
            Defect("pattern", why!);
        }

        return pattern;
    }

    public string? Format()
    {
        string? format = Text("format");
        if (format is null || Formats.Names.Contains(format))
        {
            return format;
        }

        if (!Formats.Approximate.Contains(format))
        {
            Defect("format", $"\"{format}\" is not a format that is checked here", Suggestion.For(format, Formats.Names.Concat(Formats.Approximate)));
        }

        return null;
    }

    public string? Text(string keyword)
    {
        if (Value(keyword) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String)
        {
            return value.GetString();
        }

        Defect(keyword, "a string is needed");
        return null;
    }

    public void Defect(string keyword, string message, string? suggestion = null) =>
        scope.Add($"{path}/{keyword}", keyword, message, suggestion);
}
