using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>JWS by hand, sharing no code with the client.</summary>
internal static class Jose
{
    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static JsonElement Part(string jwt, int index) => JsonElement.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[index]));

    public static string Sign(ECDsa key, JsonObject header, JsonObject claims) => Sign(header.ToJsonString(), claims.ToJsonString(),
        input => key.SignData(input, HashAlgorithmName.SHA256));

    public static string Sign(RSA key, JsonObject header, JsonObject claims) => Sign(header.ToJsonString(), claims.ToJsonString(),
        input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    public static string Sign(string header, string claims, Func<byte[], byte[]> sign)
    {
        string input = $"{Encode(header)}.{Encode(claims)}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    public static bool Verifies(string jwt, JsonElement jwk)
    {
        using ECDsa key = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Bytes(jwk, "x"), Y = Bytes(jwk, "y") },
        });
        int dot = jwt.LastIndexOf('.');
        return key.VerifyData(Encoding.ASCII.GetBytes(jwt[..dot]), Base64Url.DecodeFromChars(jwt.AsSpan(dot + 1)), HashAlgorithmName.SHA256);
    }

    public static string Thumbprint(JsonElement jwk) => Hash(
        $$"""{"crv":"{{jwk.GetProperty("crv").GetString()}}","kty":"EC","x":"{{jwk.GetProperty("x").GetString()}}","y":"{{jwk.GetProperty("y").GetString()}}"}""");

    public static string Hash(string text) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(text)));

    public static JsonObject Jwk(ECDsa key, string kid)
    {
        ECParameters point = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = Base64Url.EncodeToString(point.Q.X),
            ["y"] = Base64Url.EncodeToString(point.Q.Y),
            ["use"] = "sig",
            ["alg"] = "ES256",
            ["kid"] = kid,
        };
    }

    public static JsonObject Jwk(RSA key, string kid)
    {
        RSAParameters modulus = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["n"] = Base64Url.EncodeToString(modulus.Modulus),
            ["e"] = Base64Url.EncodeToString(modulus.Exponent),
            ["kid"] = kid,
        };
    }

    private static byte[] Bytes(JsonElement jwk, string name) => Base64Url.DecodeFromChars(jwk.GetProperty(name).GetString());
}
