using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary><c>type</c>, <c>enum</c>, <c>const</c>.</summary>
internal static class GeneralKeywords
{
    public static bool Check(SchemaValidation run, SchemaNode schema, JsonElement value, string at)
    {
        bool fits = schema.Types == SchemaTypes.Any || IsOf(schema.Types, value)
            || run.Fail(schema, at, "type", $"{Name(schema.Types)} is needed");
        if (schema.Enum is { } allowed && !allowed.Contains(value, JsonValueComparer.Instance))
        {
            fits = run.Fail(schema, at, "enum", $"one of {string.Join(", ", allowed.Select(item => item.GetRawText()))} is needed");
        }

        if (schema.Const is { } only && !JsonValueComparer.Instance.Equals(only, value))
        {
            fits = run.Fail(schema, at, "const", $"{only.GetRawText()} is needed");
        }

        return fits;
    }

    private static bool IsOf(SchemaTypes types, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => types.HasFlag(SchemaTypes.Null),
        JsonValueKind.True or JsonValueKind.False => types.HasFlag(SchemaTypes.Boolean),
        JsonValueKind.String => types.HasFlag(SchemaTypes.String),
        JsonValueKind.Array => types.HasFlag(SchemaTypes.Array),
        JsonValueKind.Object => types.HasFlag(SchemaTypes.Object),
        JsonValueKind.Number => types.HasFlag(SchemaTypes.Number)
            || (types.HasFlag(SchemaTypes.Integer) && JsonNumber.Parse(value.GetRawText()).IsInteger),
        _ => false,
    };

    private static string Name(SchemaTypes types)
    {
        string[] names = [.. new (SchemaTypes Type, string Name)[]
        {
            (SchemaTypes.Null, "null"), (SchemaTypes.Boolean, "boolean"), (SchemaTypes.String, "string"),
            (SchemaTypes.Array, "array"), (SchemaTypes.Object, "object"),
        }.Where(pair => types.HasFlag(pair.Type)).Select(pair => pair.Name)];
        string number = types.HasFlag(SchemaTypes.Number) ? "number" : types.HasFlag(SchemaTypes.Integer) ? "integer" : string.Empty;
        return string.Join(" or ", number.Length == 0 ? names : [.. names, number]);
    }
}
