using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Client.Keys;

/// <summary>An ES256 private key: the DPoP key of one Mission, or the key of <c>private_key_jwt</c>.</summary>
/// <remarks>Make one per Mission: a key that is used for two of them lets resource servers link them. The owner disposes of it, after the
/// Mission ended. Source: RFC 9449 §4, Deferred Token Response (keys per process).</remarks>
[JsonConverter(typeof(AgentKeyConverter))]
public sealed class AgentKey : IDisposable
{
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly ECDsa key;
    private readonly SigningCredentials credentials;
    private readonly Lock signing = new();

    private AgentKey(ECDsa key)
    {
        this.key = key;
        // The library caches providers by key id; our keys come and go, so each has its own.
        credentials = new SigningCredentials(
            new ECDsaSecurityKey(key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
            SecurityAlgorithms.EcdsaSha256);
        ECParameters point = key.ExportParameters(includePrivateParameters: false);
        string x = Base64Url.EncodeToString(point.Q.X);
        string y = Base64Url.EncodeToString(point.Q.Y);
        // RFC 7638 §3.2: required members in lexicographic order, no white space. The same text is the public JWK.
        string jwk = $$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""";
        PublicJwk = JsonElement.Parse(jwk);
        Thumbprint = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(jwk)));
    }

    /// <summary>The RFC 7638 thumbprint: what <c>dpop_jkt</c> and <c>cnf.jkt</c> carry.</summary>
    /// <value>43 characters, base64url of SHA-256.</value>
    public string Thumbprint { get; }

    /// <summary>The public key as a JWK, to register with the authorization server.</summary>
    public JsonElement PublicJwk { get; }

    /// <summary>Makes a fresh key in memory.</summary>
    public static AgentKey Create() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <summary>Opens a stored key.</summary>
    /// <param name="pkcs8">An unencrypted PKCS#8 P-256 private key.</param>
    /// <exception cref="CryptographicException">The bytes are no such key.</exception>
    public static AgentKey FromPkcs8(ReadOnlySpan<byte> pkcs8)
    {
        ECDsa key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out int read);
            if (read != pkcs8.Length || key.ExportParameters(includePrivateParameters: false).Curve.Oid.Value != "1.2.840.10045.3.1.7")
            {
                throw new CryptographicException("The key is not a P-256 private key.");
            }

            return new AgentKey(key);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>The private key, to store.</summary>
    /// <returns>Unencrypted PKCS#8: protect the bytes before storing, clear them after use.</returns>
    public byte[] ToPkcs8() => key.ExportPkcs8PrivateKey();

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    /// <summary>Signs a JWT.</summary>
    /// <param name="payload">The claims, JSON.</param>
    /// <param name="type">The <c>typ</c> header.</param>
    /// <param name="keyId">The <c>kid</c> header; null puts the public key itself into <c>jwk</c>.</param>
    internal string Sign(string payload, string type, string? keyId)
    {
        Dictionary<string, object> header = new() { ["typ"] = type };
        if (keyId is null)
        {
            header["jwk"] = PublicJwk;
        }

        // The platform promises no concurrent use of one key object.
        lock (signing)
        {
            return Writer.CreateToken(payload, Named(keyId), header);
        }
    }

    private SigningCredentials Named(string? keyId) => keyId is null
        ? credentials
        : new SigningCredentials(
            new ECDsaSecurityKey(key) { KeyId = keyId, CryptoProviderFactory = credentials.Key.CryptoProviderFactory },
            SecurityAlgorithms.EcdsaSha256);
}
