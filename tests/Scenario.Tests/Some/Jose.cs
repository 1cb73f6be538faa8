using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace MissionPolicy.Scenario.Tests.Some;

/// <summary>Signs JWTs by hand, also those that no library would.</summary>
internal static class Jose
{
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public static string Sign(ECDsa key, JsonObject header, JsonObject claims)
    {
        string signed = $"{Part(header.ToJsonString())}.{Part(claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    public static string SignPss(RSA key, JsonObject header, JsonObject claims)
    {
        string signed = $"{Part(header.ToJsonString())}.{Part(claims.ToJsonString())}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))}";
    }

    public static JsonObject Jwk(ECDsa key)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y) };
    }

    public static string Thumbprint(ECDsa key)
    {
        JsonObject jwk = Jwk(key);
        return Hash($$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""");
    }

    public static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
