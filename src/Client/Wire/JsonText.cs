using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MissionPolicy.Client.Wire;

/// <summary>Reads JSON objects from outside: no duplicate names, limits on size and depth, every string decodable.</summary>
/// <remarks>Unknown members are kept and ignored. Source: RFC 8259 §4, RFC 7519 §4, taken strictly.</remarks>
internal static class JsonText
{
    /// <summary>Largest accepted answer, in bytes.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>Deepest accepted nesting.</summary>
    public const int MaxDepth = 32;

    /// <summary>Reads an object.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="value">The object when true.</param>
    public static bool TryObject(ReadOnlySpan<byte> utf8, out JsonElement value)
    {
        value = default;
        if (utf8.Length > MaxBytes || !Utf8.IsValid(utf8))
        {
            return false;
        }

        try
        {
            if (utf8.Contains((byte)'\\'))
            {
                DecodeEscapes(utf8);
            }

            value = JsonElement.Parse(utf8, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = MaxDepth });
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a lone surrogate written as an escape.
            return false;
        }
    }

    /// <summary>Reads an object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="value">The object when true.</param>
    public static bool TryObject(string? json, out JsonElement value)
    {
        value = default;
        return json is { Length: <= MaxBytes } && TryObject(Encoding.UTF8.GetBytes(json), out value);
    }

    /// <summary>Writes JSON to a text.</summary>
    /// <param name="write">What to write.</param>
    public static string Write(Action<Utf8JsonWriter> write)
    {
        System.Buffers.ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void DecodeEscapes(ReadOnlySpan<byte> utf8)
    {
        Utf8JsonReader reader = new(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.ValueIsEscaped)
            {
                _ = reader.GetString();
            }
        }
    }
}
