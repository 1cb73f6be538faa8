using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tokens;

/// <summary>The usable keys of a JWK set: EC P-256 for ES256, RSA from 2048 bits for PS256; the rest is ignored.</summary>
/// <remarks>Source: RFC 7517 §4, §5.</remarks>
internal static class PublicKeys
{
    private const int MaxKeys = 100;
    private const int MinRsaBytes = 256;

    public static ImmutableArray<PublicKey> Of(JsonElement set) =>
        [.. set.Items("keys").Take(MaxKeys).Where(IsForSignatures).Select(Key).OfType<PublicKey>()];

    private static bool IsForSignatures(JsonElement jwk) =>
        jwk.ValueKind == JsonValueKind.Object
        && (jwk.Text("use") ?? "sig") == "sig"
        && (jwk.Member("key_ops") is null || jwk.Texts("key_ops").Contains("verify"));

    private static PublicKey? Key(JsonElement jwk)
    {
        (SecurityKey? key, string algorithm) = jwk.Text("kty") switch
        {
            "EC" when jwk.Text("crv") == "P-256" => (Ec(jwk), SecurityAlgorithms.EcdsaSha256),
            "RSA" => (Rsa(jwk), SecurityAlgorithms.RsaSsaPssSha256),
            _ => ((SecurityKey?)null, ""),
        };
        return key is null || (jwk.Text("alg") ?? algorithm) != algorithm ? null : new PublicKey(jwk.Text("kid"), algorithm, key);
    }

    private static ECDsaSecurityKey? Ec(JsonElement jwk)
    {
        if (Bytes(jwk, "x") is not { Length: 32 } x || Bytes(jwk, "y") is not { Length: 32 } y)
        {
            return null;
        }

        try
        {
            return new ECDsaSecurityKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } }))
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            };
        }
        catch (CryptographicException)
        {
            // No point of the curve.
            return null;
        }
    }

    private static RsaSecurityKey? Rsa(JsonElement jwk) =>
        Bytes(jwk, "n") is { Length: >= MinRsaBytes and <= 1024 } n && Bytes(jwk, "e") is { Length: > 0 and <= 8 } e
            ? new RsaSecurityKey(new RSAParameters { Modulus = n, Exponent = e })
            {
                CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
            }
            : null;

    private static byte[]? Bytes(JsonElement jwk, string name) =>
        jwk.Text(name) is string text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;
}
