using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MissionPolicy.Engine.Canonical;

namespace MissionPolicy.Server.Protocol;

/// <summary>JSON written by hand, as text.</summary>
internal static class WireJson
{
    // What we write never stands inside HTML; escaping every letter beyond ASCII would only make tokens longer.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One value.</summary>
    /// <param name="write">Writes it.</param>
    public static string Text(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>One value in canonical form (RFC 8785).</summary>
    /// <param name="write">Writes it.</param>
    public static string Canonical(Action<Utf8JsonWriter> write) => CanonicalJson.Serialize(Text(write));

    public static void Optional(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    public static void Strings(Utf8JsonWriter writer, string name, IEnumerable<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }

        writer.WriteEndArray();
    }

    /// <summary>A member whose value is JSON already.</summary>
    public static void Raw(Utf8JsonWriter writer, string name, string? json)
    {
        if (json is not null)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(json);
        }
    }

    /// <summary>A time in whole seconds of the epoch, as JWT claims have it (RFC 7519 §2).</summary>
    public static void Seconds(Utf8JsonWriter writer, string name, DateTimeOffset time) => writer.WriteNumber(name, time.ToUnixTimeSeconds());
}
