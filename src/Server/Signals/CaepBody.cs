using System.Text.Json;

namespace MissionPolicy.Server.Signals;

/// <summary>What CAEP events have in common.</summary>
/// <remarks>Source: CAEP 1.0 §2; CAEP interoperability profile 1.0 §3 (<c>reason_admin</c> is not empty).</remarks>
internal static class CaepBody
{
    public static void Reason(Utf8JsonWriter writer, string english)
    {
        writer.WriteStartObject("reason_admin");
        writer.WriteString("en", english);
        writer.WriteEndObject();
    }
}
