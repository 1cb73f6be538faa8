using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>Secrets and their hashes as text.</summary>
/// <remarks>Source: FAPI 2.0 Security Profile §5.4.3: at least 128 bits.</remarks>
internal static class SecretText
{
    /// <summary>Shortest secret: 128 bits in base64url.</summary>
    public const int MinLength = 22;

    /// <summary>Can this be the stored form of a secret?</summary>
    /// <param name="text">The text.</param>
    public static bool IsHash(string text) => Base64UrlText.TryDecode(text, out byte[]? bytes) && bytes.Length == 32;
}
