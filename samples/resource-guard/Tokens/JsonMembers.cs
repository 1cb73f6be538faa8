using System.Collections.Immutable;
using System.Text.Json;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>Members of a JSON object, by their kind; another kind counts as absent.</summary>
internal static class JsonMembers
{
    public static string? Text(this JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    public static JsonElement? Object(this JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : null;

    public static long? Seconds(this JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number : null;

    /// <summary>A list of texts; null when it is none, or when anything else stands in it.</summary>
    public static ImmutableArray<string>? Texts(this JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            return null;
        }

        ImmutableArray<string> texts = [.. json.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)];
        return texts.Length == json.GetArrayLength() ? texts : null;
    }
}
