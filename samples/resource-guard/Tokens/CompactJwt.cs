using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Samples.ResourceGuard.Tokens;

/// <summary>The two objects of a compact JWS, read strictly: no name twice, no padding. Its signature is not looked at here.</summary>
/// <remarks>Source: RFC 7515 §3.1, §4; RFC 8725 §2.4.</remarks>
internal sealed record CompactJwt(JsonElement Header, JsonElement Claims)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    public static bool TryParse(string text, int maxLength, [NotNullWhen(true)] out CompactJwt? jwt)
    {
        jwt = null;
        if (text.Length > maxLength || text.Split('.') is not [var header, var claims, { Length: > 0 }]
            || Object(header) is not { } first || Object(claims) is not { } second)
        {
            return false;
        }

        jwt = new CompactJwt(first, second);
        return true;
    }

    private static JsonElement? Object(string part)
    {
        try
        {
            JsonElement json = Base64Url.IsValid(part) && !part.Contains('=', StringComparison.Ordinal)
                ? JsonElement.Parse(Base64Url.DecodeFromChars(part), Strict)
                : default;
            return json.ValueKind == JsonValueKind.Object ? json : null;
        }
        catch (Exception malformed) when (malformed is JsonException or FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
