using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Context;

namespace MissionPolicy.Engine.NextSteps;

/// <summary>Authority that a request asks for by name, as elements of <c>authorization_details</c>.</summary>
/// <remarks>Source: RFC 9396 §2, type <c>mission</c>.</remarks>
public static class AskedJson
{
    /// <summary>Writes one object for each wish.</summary>
    /// <param name="writer">Stands inside an array.</param>
    /// <param name="asked">What is asked for; null writes nothing.</param>
    public static void Write(Utf8JsonWriter writer, AskedAuthority? asked)
    {
        foreach (AskedItem item in asked?.Items ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("type", "mission");
            if (!item.Locations.IsEmpty)
            {
                JsonText.Strings(writer, "locations", item.Locations);
            }

            JsonText.Strings(writer, "datatypes", item.Resources);
            JsonText.Strings(writer, "actions", item.Operations);
            writer.WriteEndObject();
        }
    }
}
