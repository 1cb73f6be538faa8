using System.Buffers.Text;
using System.Text.Json;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tokens;

/// <summary>Header and claims of a signed JWT, read strictly. Nothing of it is verified.</summary>
/// <param name="Header">The header.</param>
/// <param name="Claims">The claims.</param>
internal sealed record JwtParts(JsonElement Header, JsonElement Claims)
{
    private const int MaxLength = 64 * 1024;

    public static JwtParts? Of(string? token)
    {
        if (token is not { Length: <= MaxLength })
        {
            return null;
        }

        string[] parts = token.Split('.', 4);
        return parts.Length == 3 && TryDecode(parts[0], out JsonElement header) && TryDecode(parts[1], out JsonElement claims)
            ? new JwtParts(header, claims)
            : null;
    }

    private static bool TryDecode(string part, out JsonElement json)
    {
        json = default;
        return Base64Url.IsValid(part) && JsonText.TryObject(Base64Url.DecodeFromChars(part), out json);
    }
}
