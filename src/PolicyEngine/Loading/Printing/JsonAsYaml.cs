using System.Text.Json;

namespace MissionPolicy.Engine.Loading.Printing;

/// <summary>JSON as a YAML flow value.</summary>
internal static class JsonAsYaml
{
    public static string Of(string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        return Of(document.RootElement);
    }

    private static string Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => $"{{ {string.Join(", ", value.EnumerateObject().Select(member => $"{Key(member.Name)}: {Of(member.Value)}"))} }}",
        JsonValueKind.Array => YamlText.Flow(value.EnumerateArray().Select(Of)),
        JsonValueKind.String => YamlText.Quote(value.GetString()!),
        _ => value.GetRawText(),
    };

    private static string Key(string name) => YamlText.Key(name);
}
