using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads JSON from outside: no duplicate names, no comments, no trailing commas, limits on size and depth, every string decodable.</summary>
/// <remarks>Source: RFC 8259 §4 (names should be unique) and RFC 7519 §4 (unique claim names), taken strictly.</remarks>
internal static class StrictJson
{
    /// <summary>Deepest accepted nesting.</summary>
    public const int MaxDepth = 16;

    /// <summary>Reads a JSON object.</summary>
    /// <param name="json">The text.</param>
    /// <param name="maxBytes">Largest accepted size in UTF-8 bytes.</param>
    /// <param name="value">The element when true.</param>
    public static bool TryParse(string? json, int maxBytes, out JsonElement value)
    {
        value = default;
        return json is not null && json.Length <= maxBytes && TryParse(Encoding.UTF8.GetBytes(json), maxBytes, out value);
    }

    /// <summary>Reads JSON bytes.</summary>
    /// <param name="utf8">The bytes.</param>
    /// <param name="maxBytes">Largest accepted size.</param>
    /// <param name="value">The element when true.</param>
    public static bool TryParse(ReadOnlySpan<byte> utf8, int maxBytes, out JsonElement value)
    {
        value = default;
        if (utf8.Length > maxBytes || !Utf8.IsValid(utf8))
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
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            // A lone surrogate written as an escape parses but has no text; found here, not later as a 500.
            return false;
        }
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
