using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MissionPolicy.Server.Keys;

namespace MissionPolicy.Server.Tests.Protocol;

/// <summary>A key pair of a client, and the means to sign anything with it, well formed or not.</summary>
internal sealed class TestKey
{
    private readonly ECDsa? ec;
    private readonly RSA? rsa;

    private TestKey(ECDsa? ec, RSA? rsa) => (this.ec, this.rsa) = (ec, rsa);

    public string Algorithm => ec is null ? "PS256" : "ES256";

    /// <summary>The public key as a JWK.</summary>
    public string Jwk
    {
        get
        {
            if (ec is not null)
            {
                ECParameters point = ec.ExportParameters(false);
                return $$"""{"kty":"EC","crv":"P-256","x":"{{Base64Url.EncodeToString(point.Q.X)}}","y":"{{Base64Url.EncodeToString(point.Q.Y)}}"}""";
            }

            RSAParameters modulus = rsa!.ExportParameters(false);
            return $$"""{"kty":"RSA","n":"{{Base64Url.EncodeToString(modulus.Modulus)}}","e":"{{Base64Url.EncodeToString(modulus.Exponent)}}"}""";
        }
    }

    public PublicJwk Public => PublicJwk.TryParse(JsonElement.Parse(Jwk), out PublicJwk? key, out string problem) ? key! : throw new InvalidOperationException(problem);

    public static TestKey Ec() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256), null);

    public static TestKey Rsa() => new(null, RSA.Create(2048));

    public static string Segment(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));

    /// <summary>Signs a header and a payload, whatever they say.</summary>
    public string Sign(string header, string payload)
    {
        string signed = $"{Segment(header)}.{Segment(payload)}";
        byte[] bytes = Encoding.ASCII.GetBytes(signed);
        byte[] signature = ec is not null
            ? ec.SignData(bytes, HashAlgorithmName.SHA256)
            : rsa!.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }
}
