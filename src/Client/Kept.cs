using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MissionPolicy.Client;

/// <summary>Reads state that the agent kept.</summary>
internal static class Kept
{
    public static bool TryRead<T>(string json, JsonTypeInfo<T> type, [NotNullWhen(true)] out T? value)
        where T : class
    {
        try
        {
            value = JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            value = null;
        }

        return value is not null;
    }
}
