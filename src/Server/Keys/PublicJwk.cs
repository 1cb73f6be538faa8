using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Keys;

/// <summary>A public key from outside that this server is willing to verify with: EC P-256 or RSA of 2048 to 8192 bits.</summary>
/// <remarks>Source: RFC 7517 §4, RFC 7518 §6.</remarks>
internal sealed record PublicJwk
{
    private static readonly string[] PrivateMembers = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

    private readonly ECParameters ec;
    private readonly RSAParameters rsa;

    private PublicJwk(SigningAlgorithm algorithm, string thumbprint, string? kid, ECParameters ec, RSAParameters rsa) =>
        (Algorithm, Thumbprint, Kid, this.ec, this.rsa) = (algorithm, thumbprint, kid, ec, rsa);

    /// <summary>The one algorithm this key may verify.</summary>
    public SigningAlgorithm Algorithm { get; }

    /// <summary>RFC 7638 thumbprint, base64url SHA-256.</summary>
    public string Thumbprint { get; }

    /// <summary>The <c>kid</c> the owner gave, or null.</summary>
    public string? Kid { get; }

    /// <summary>Reads a public key.</summary>
    /// <param name="jwk">The key object.</param>
    /// <param name="key">The key when true.</param>
    /// <param name="problem">What is wrong when false; safe to show.</param>
    public static bool TryParse(JsonElement jwk, out PublicJwk? key, out string problem)
    {
        key = null;
        if (jwk.ValueKind != JsonValueKind.Object)
        {
            problem = "jwk is not an object";
            return false;
        }

        if (PrivateMembers.Any(name => jwk.TryGetProperty(name, out _)))
        {
            problem = "jwk holds a private or symmetric key";
            return false;
        }

        (key, problem) = Text(jwk, "kty") switch
        {
            "EC" => Ec(jwk),
            "RSA" => Rsa(jwk),
            _ => (null, "kty is not supported"),
        };
        if (key is not null && Text(jwk, "alg") is { } alg && alg != key.Algorithm.Name())
        {
            (key, problem) = (null, "alg does not fit the key");
        }

        if (key is not null && jwk.TryGetProperty("use", out _) && Text(jwk, "use") != "sig")
        {
            (key, problem) = (null, "use is not sig");
        }

        return key is not null;
    }

    /// <summary>Does the signature fit? A key that is no point of its curve never fits.</summary>
    /// <param name="signed">The signed bytes.</param>
    /// <param name="signature">The signature, JOSE format.</param>
    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature)
    {
        try
        {
            if (Algorithm == SigningAlgorithm.ES256)
            {
                return signature.Length == EcVerifiers.SignatureBytes && EcVerifiers.Verify(ec, signed, signature);
            }

            using RSA pss = RSA.Create(rsa);
            return pss.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The same key for the token library.</summary>
    public SecurityKey ToSecurityKey() => Algorithm == SigningAlgorithm.ES256
        ? new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            X = Base64UrlEncoder.Encode(ec.Q.X),
            Y = Base64UrlEncoder.Encode(ec.Q.Y),
            Kid = Kid,
        }
        : new RsaSecurityKey(rsa) { KeyId = Kid };

    private static (PublicJwk? Key, string Problem) Ec(JsonElement jwk)
    {
        if (Text(jwk, "crv") != "P-256")
        {
            return (null, "crv is not supported");
        }

        string? x = Text(jwk, "x");
        string? y = Text(jwk, "y");
        if (!Base64UrlText.TryDecode(x, out byte[]? xBytes) || xBytes.Length != 32
            || !Base64UrlText.TryDecode(y, out byte[]? yBytes) || yBytes.Length != 32)
        {
            return (null, "x and y must be 32 bytes, base64url");
        }

        ECParameters parameters = new() { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = xBytes, Y = yBytes } };
        return (new PublicJwk(SigningAlgorithm.ES256, JwkThumbprint.Ec("P-256", x!, y!), Text(jwk, "kid"), parameters, default), string.Empty);
    }

    private static (PublicJwk? Key, string Problem) Rsa(JsonElement jwk)
    {
        string? n = Text(jwk, "n");
        string? e = Text(jwk, "e");
        if (!Base64UrlText.TryDecode(n, out byte[]? modulus) || !Base64UrlText.TryDecode(e, out byte[]? exponent)
            || modulus[0] == 0 || exponent[0] == 0)
        {
            return (null, "n and e must be base64url without leading zeros");
        }

        int bits = (modulus.Length * 8) - int.LeadingZeroCount(modulus[0]) + 24;
        if (bits is < 2048 or > 8192)
        {
            return (null, "RSA keys must have 2048 to 8192 bits");
        }

        // An even or tiny exponent is no RSA key; a huge one is a way to burn our processor.
        if (exponent.Length > 4 || (exponent[^1] & 1) == 0 || (exponent.Length == 1 && exponent[0] < 3))
        {
            return (null, "e is not acceptable");
        }

        RSAParameters parameters = new() { Modulus = modulus, Exponent = exponent };
        return (new PublicJwk(SigningAlgorithm.PS256, JwkThumbprint.Rsa(e!, n!), Text(jwk, "kid"), default, parameters), string.Empty);
    }

    private static string? Text(JsonElement jwk, string name) =>
        jwk.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
