using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Server.Keys;

/// <summary>One private signing key of ours, ready for use. Its <c>kid</c> is its RFC 7638 thumbprint.</summary>
/// <remarks>Lives as long as the process uses it; the platform key is released with it.</remarks>
internal sealed class SigningKey
{
    private readonly ECParameters ec;
    private readonly RSAParameters rsa;

    private SigningKey(SigningAlgorithm algorithm, string kid, SecurityKey key, ECParameters ec, RSAParameters rsa)
    {
        (Algorithm, Kid, this.ec, this.rsa) = (algorithm, kid, ec, rsa);
        key.KeyId = kid;
        Credentials = new SigningCredentials(key, algorithm.Name());
    }

    /// <summary>The one algorithm of this key.</summary>
    public SigningAlgorithm Algorithm { get; }

    /// <summary>RFC 7638 thumbprint.</summary>
    public string Kid { get; }

    /// <summary>The key for the token library.</summary>
    public SigningCredentials Credentials { get; }

    /// <summary>Makes a fresh key.</summary>
    /// <param name="algorithm">The algorithm; PS256 keys have 3072 bits.</param>
    /// <returns>The private key as PKCS#8 bytes; protect them before storing and clear them after use.</returns>
    public static byte[] Generate(SigningAlgorithm algorithm)
    {
        if (algorithm == SigningAlgorithm.ES256)
        {
            using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return key.ExportPkcs8PrivateKey();
        }

        using RSA pss = RSA.Create(3072);
        return pss.ExportPkcs8PrivateKey();
    }

    /// <summary>Opens a key from PKCS#8.</summary>
    /// <param name="algorithm">The algorithm it was made for.</param>
    /// <param name="pkcs8">The unprotected bytes.</param>
    /// <exception cref="CryptographicException">The bytes are not such a key: the store is damaged.</exception>
    public static SigningKey Import(SigningAlgorithm algorithm, ReadOnlySpan<byte> pkcs8)
    {
        if (algorithm == SigningAlgorithm.ES256)
        {
            ECDsa key = ECDsa.Create();
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            ECParameters point = key.ExportParameters(includePrivateParameters: false);
            string kid = JwkThumbprint.Ec("P-256", Base64UrlEncoder.Encode(point.Q.X), Base64UrlEncoder.Encode(point.Q.Y));
            return new SigningKey(algorithm, kid, new ECDsaSecurityKey(key), point, default);
        }

        RSA pss = RSA.Create();
        pss.ImportPkcs8PrivateKey(pkcs8, out _);
        RSAParameters modulus = pss.ExportParameters(includePrivateParameters: false);
        string rsaKid = JwkThumbprint.Rsa(Base64UrlEncoder.Encode(modulus.Exponent), Base64UrlEncoder.Encode(modulus.Modulus));
        return new SigningKey(algorithm, rsaKid, new RsaSecurityKey(pss), default, modulus);
    }

    /// <summary>Writes the public JWK; there is no way to write the private one.</summary>
    /// <param name="writer">Where to.</param>
    public void WritePublic(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        if (Algorithm == SigningAlgorithm.ES256)
        {
            writer.WriteString("kty", "EC");
            writer.WriteString("crv", "P-256");
            writer.WriteString("x", Base64UrlEncoder.Encode(ec.Q.X));
            writer.WriteString("y", Base64UrlEncoder.Encode(ec.Q.Y));
        }
        else
        {
            writer.WriteString("kty", "RSA");
            writer.WriteString("n", Base64UrlEncoder.Encode(rsa.Modulus));
            writer.WriteString("e", Base64UrlEncoder.Encode(rsa.Exponent));
        }

        writer.WriteString("use", "sig");
        writer.WriteString("alg", Algorithm.Name());
        writer.WriteString("kid", Kid);
        writer.WriteEndObject();
    }
}
