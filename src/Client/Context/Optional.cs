using System.Text.Json;

namespace MissionPolicy.Client.Context;

/// <summary>Writes a member that may be absent.</summary>
internal static class Optional
{
    public static void Write(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
