using System.Text.Json;

namespace MissionPolicy.Engine.Params;

/// <summary>Equality of JSON values as JSON Schema defines it: numbers by value, objects whatever their order.</summary>
/// <remarks>Source: JSON Schema 2020-12 core §4.2.2.</remarks>
public sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    private JsonValueComparer()
    {
    }

    /// <summary>The one instance.</summary>
    public static JsonValueComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(JsonElement x, JsonElement y) => x.ValueKind == y.ValueKind && x.ValueKind switch
    {
        JsonValueKind.String => x.ValueEquals(y.GetString()),
        JsonValueKind.Number => JsonNumber.Parse(x.GetRawText()) == JsonNumber.Parse(y.GetRawText()),
        JsonValueKind.Array => x.GetArrayLength() == y.GetArrayLength() && x.EnumerateArray().SequenceEqual(y.EnumerateArray(), this),
        JsonValueKind.Object => x.GetPropertyCount() == y.GetPropertyCount()
            && x.EnumerateObject().All(member => y.TryGetProperty(member.Name, out JsonElement other) && Equals(member.Value, other)),
        _ => true,
    };

    /// <inheritdoc/>
    public int GetHashCode(JsonElement obj)
    {
        switch (obj.ValueKind)
        {
            case JsonValueKind.String:
                return obj.GetString()!.GetHashCode(StringComparison.Ordinal);
            case JsonValueKind.Number:
                return JsonNumber.Parse(obj.GetRawText()).GetHashCode();
            case JsonValueKind.Array:
                HashCode array = default;
                foreach (JsonElement item in obj.EnumerateArray())
                {
                    array.Add(GetHashCode(item));
                }

                return array.ToHashCode();
            case JsonValueKind.Object:
                int members = 0;
                foreach (JsonProperty member in obj.EnumerateObject())
                {
                    // Order must not matter, so members are combined by exclusive or.
                    members ^= HashCode.Combine(member.Name.GetHashCode(StringComparison.Ordinal), GetHashCode(member.Value));
                }

                return members;
            default:
                return (int)obj.ValueKind;
        }
    }
}
