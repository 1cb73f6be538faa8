using System.Buffers.Text;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Samples.ResourceGuard.Tokens;

namespace MissionPolicy.Samples.ResourceGuard.Proofs;

/// <summary>The public key in the header of a proof.</summary>
/// <remarks>Source: RFC 9449 §4.2, §4.3 step 7; RFC 7638.</remarks>
internal static class ProofKey
{
    private const int MinRsaBits = 2048;

    // A proof that shows a private key has none any more.
    private static readonly string[] Private = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    /// <summary>Reads it.</summary>
    /// <param name="jwk">The member <c>jwk</c>.</param>
    /// <param name="algorithm">The algorithm of the proof.</param>
    /// <returns>The key, or null when it does not fit.</returns>
    public static JsonWebKey? Read(JsonElement jwk, string algorithm)
    {
        if (Private.Any(name => jwk.TryGetProperty(name, out _)))
        {
            return null;
        }

        bool fits = algorithm switch
        {
            SecurityAlgorithms.EcdsaSha256 => jwk.Text("kty") == "EC" && jwk.Text("crv") == "P-256" && Bytes(jwk, "x") == 32 && Bytes(jwk, "y") == 32,
            SecurityAlgorithms.RsaSsaPssSha256 => jwk.Text("kty") == "RSA" && Bytes(jwk, "n") >= MinRsaBits / 8 && Bytes(jwk, "e") > 0,
            _ => false,
        };
        return fits ? new JsonWebKey(jwk.GetRawText()) : null;
    }

    /// <summary>Its RFC 7638 thumbprint.</summary>
    public static string Thumbprint(JsonWebKey key) => Base64Url.EncodeToString(key.ComputeJwkThumbprint());

    private static int Bytes(JsonElement jwk, string name) =>
        jwk.Text(name) is { } text && Base64Url.IsValid(text, out int length) ? length : 0;
}
