using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MissionPolicy.Server.Keys;

/// <summary>The thumbprint of a public key: base64url(SHA-256) of its required members in lexical order.</summary>
/// <remarks>Source: RFC 7638 §3; RFC 8037 §2 for OKP.</remarks>
internal static class JwkThumbprint
{
    /// <summary>Thumbprint of an elliptic curve key.</summary>
    /// <param name="crv">The curve name.</param>
    /// <param name="x">base64url x.</param>
    /// <param name="y">base64url y.</param>
    public static string Ec(string crv, string x, string y) =>
        Hash($$"""{"crv":"{{crv}}","kty":"EC","x":"{{x}}","y":"{{y}}"}""");

    /// <summary>Thumbprint of an RSA key.</summary>
    /// <param name="e">base64url exponent.</param>
    /// <param name="n">base64url modulus.</param>
    public static string Rsa(string e, string n) => Hash($$"""{"e":"{{e}}","kty":"RSA","n":"{{n}}"}""");

    /// <summary>Thumbprint of an octet key pair.</summary>
    /// <param name="crv">The curve name.</param>
    /// <param name="x">base64url x.</param>
    public static string Okp(string crv, string x) => Hash($$"""{"crv":"{{crv}}","kty":"OKP","x":"{{x}}"}""");

    /// <summary>Thumbprint of any EC, RSA or OKP key, whether or not this server would accept it.</summary>
    /// <param name="jwk">The key object.</param>
    /// <returns>The thumbprint, or null when a required member is missing or not base64url-like text.</returns>
    public static string? Of(JsonElement jwk) => Text(jwk, "kty") switch
    {
        "EC" when Text(jwk, "crv") is { } crv && Text(jwk, "x") is { } x && Text(jwk, "y") is { } y => Ec(crv, x, y),
        "RSA" when Text(jwk, "e") is { } e && Text(jwk, "n") is { } n => Rsa(e, n),
        "OKP" when Text(jwk, "crv") is { } crv && Text(jwk, "x") is { } x => Okp(crv, x),
        _ => null,
    };

    // Only characters that need no JSON escape may enter the canonical text.
    private static string? Text(JsonElement jwk, string name) =>
        jwk.ValueKind == JsonValueKind.Object
        && jwk.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? text
            : null;

    private static string Hash(string canonical) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)));
}
