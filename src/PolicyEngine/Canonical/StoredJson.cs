using System.Globalization;
using System.Text.Json;

namespace MissionPolicy.Engine.Canonical;

/// <summary>The small values of stored JSON. What has another shape is a <see cref="JsonException"/>: nothing stored is half understood.</summary>
internal static class StoredJson
{
    public static JsonElement Member(JsonElement json, string name) => Optional(json, name) ?? throw new JsonException($"{name} is missing");

    public static JsonElement? Optional(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException($"an object with {name} is needed");
        }

        return json.TryGetProperty(name, out JsonElement value) ? value : null;
    }

    public static string Text(JsonElement json) =>
        json.ValueKind == JsonValueKind.String ? json.GetString()! : throw new JsonException("a string is needed");

    public static int Count(JsonElement json) =>
        json.ValueKind == JsonValueKind.Number && json.TryGetInt32(out int value) && value >= 0 ? value : throw new JsonException("a whole number from 0 is needed");

    public static JsonElement.ArrayEnumerator Items(JsonElement json) =>
        json.ValueKind == JsonValueKind.Array ? json.EnumerateArray() : throw new JsonException("an array is needed");

    /// <summary>The value with exactly this name; a number, or the name in other letters, is none.</summary>
    public static T Word<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse(text, out T value) && Enum.GetName(value) == text
            ? value
            : throw new JsonException($"\"{text}\" is not one of {string.Join(", ", Enum.GetNames<T>())}");

    public static decimal Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value)
            ? value
            : throw new JsonException($"\"{text}\" is not a stored number");
}
