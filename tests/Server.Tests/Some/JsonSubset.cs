using System.Text.Json;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>Compares JSON with an abridged form of it.</summary>
internal static class JsonSubset
{
    /// <summary>The first place where the whole does not hold what the part says; null when it does.</summary>
    public static string? Missing(JsonElement part, JsonElement whole, string at = "$")
    {
        if (part.ValueKind != whole.ValueKind)
        {
            return $"{at}: {whole.ValueKind}";
        }

        switch (part.ValueKind)
        {
            case JsonValueKind.Object:
                return part.EnumerateObject()
                    .Select(member => whole.TryGetProperty(member.Name, out JsonElement value) ? Missing(member.Value, value, $"{at}.{member.Name}") : $"{at}.{member.Name} is not there")
                    .FirstOrDefault(missing => missing is not null);
            case JsonValueKind.Array when part.GetArrayLength() != whole.GetArrayLength():
                return $"{at}: {whole.GetArrayLength()} items";
            case JsonValueKind.Array:
                return part.EnumerateArray().Zip(whole.EnumerateArray()).Select((pair, index) => Missing(pair.First, pair.Second, $"{at}[{index}]")).FirstOrDefault(missing => missing is not null);
            default:
                return JsonElement.DeepEquals(part, whole) ? null : $"{at}: {whole}";
        }
    }
}
