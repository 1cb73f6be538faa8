using System.Text.Json;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>A JSON text with one member or item removed, or replaced by each of some values.</summary>
internal static class Mutations
{
    /// <summary>Every mutation of every member, as text: a parsed value could not hold a number that fits nowhere.</summary>
    public static IEnumerable<string> Of(JsonElement json, IReadOnlyCollection<string> values)
    {
        (string? Name, JsonElement Value)[] members = json.ValueKind switch
        {
            JsonValueKind.Object => [.. json.EnumerateObject().Select(member => ((string?)member.Name, member.Value))],
            JsonValueKind.Array => [.. json.EnumerateArray().Select(item => ((string?)null, item))],
            _ => [],
        };
        for (int index = 0; index < members.Length; index++)
        {
            yield return Joined(json, members.Where((_, other) => other != index).Select(Text));
            foreach (string value in Of(members[index].Value, values).Concat(values))
            {
                int hit = index;
                yield return Joined(json, members.Select((member, other) => other == hit ? Named(member.Name, value) : Text(member)));
            }
        }
    }

    private static string Text((string? Name, JsonElement Value) member) => Named(member.Name, member.Value.GetRawText());

    private static string Named(string? name, string value) => name is null ? value : $"{JsonSerializer.Serialize(name)}:{value}";

    private static string Joined(JsonElement json, IEnumerable<string> members) =>
        json.ValueKind == JsonValueKind.Array ? $"[{string.Join(',', members)}]" : $"{{{string.Join(',', members)}}}";
}
