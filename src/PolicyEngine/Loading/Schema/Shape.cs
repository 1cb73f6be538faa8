using System.Text.Json.Nodes;

namespace MissionPolicy.Engine.Loading.Schema;

/// <summary>The few shapes that the language is made of.</summary>
internal static class Shape
{
    public static JsonObject Object(string description, string[] required, JsonObject properties)
    {
        JsonObject shape = new() { ["description"] = description, ["type"] = "object" };
        if (required.Length > 0)
        {
            shape["required"] = Array(required);
        }

        shape["additionalProperties"] = false;
        shape["properties"] = properties;
        return shape;
    }

    public static JsonObject Open(string description) => new() { ["description"] = description, ["type"] = "object" };

    public static JsonObject Ref(string name) => new() { ["$ref"] = "#/$defs/" + name };

    public static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string", ["minLength"] = 1 };

    public static JsonObject Uri(string description) => new() { ["description"] = description, ["type"] = "string", ["format"] = "uri" };

    public static JsonObject Flag(string description) => new() { ["description"] = description, ["type"] = "boolean" };

    public static JsonObject Number(string description, int least) => new() { ["description"] = description, ["type"] = "integer", ["minimum"] = least };

    public static JsonObject Duration(string description) => new()
    {
        ["description"] = description + " For example 30m, 8h, 2d or PT1H30M.",
        ["type"] = "string",
        ["pattern"] = "^([0-9]{1,10}[smhd]|P[0-9DTHMS.]{2,31})$",
    };

    public static JsonObject Words(string description, params string[] words) => new() { ["description"] = description, ["enum"] = Array(words) };

    public static JsonObject Set(string description, int least)
    {
        JsonObject shape = List(description, least, new JsonObject { ["type"] = "string", ["minLength"] = 1 });
        shape["uniqueItems"] = true;
        return shape;
    }

    public static JsonObject List(string description, int least, JsonNode items)
    {
        JsonObject shape = new() { ["description"] = description, ["type"] = "array", ["items"] = items };
        if (least > 0)
        {
            shape["minItems"] = least;
        }

        return shape;
    }

    public static JsonArray Array(params string[] items) => new([.. items.Select(item => (JsonNode?)JsonValue.Create(item))]);
}
