using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>An ES256 key that signs whatever JWT a test wants, good or bad.</summary>
internal sealed class AgentKey : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public JsonObject PublicJwk
    {
        get
        {
            ECParameters point = key.ExportParameters(includePrivateParameters: false);
            return new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.Q.X), ["y"] = Base64Url.EncodeToString(point.Q.Y) };
        }
    }

    public string Jwks => new JsonObject { ["keys"] = new JsonArray(PublicJwk) }.ToJsonString();

    public string Thumbprint
    {
        get
        {
            JsonObject jwk = PublicJwk;
            return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{jwk["x"]}}","y":"{{jwk["y"]}}"}""")));
        }
    }

    public string Sign(JsonObject header, JsonObject payload)
    {
        header["alg"] ??= "ES256";
        string signed = $"{Encode(header)}.{Encode(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256))}";
    }

    /// <summary>A DPoP proof.</summary>
    public string Proof(string method, string url, DateTimeOffset now, string? nonce = null, string? accessToken = null, Action<JsonObject>? change = null)
    {
        JsonObject payload = new() { ["jti"] = Guid.NewGuid().ToString(), ["htm"] = method, ["htu"] = url, ["iat"] = now.ToUnixTimeSeconds() };
        if (nonce is not null)
        {
            payload["nonce"] = nonce;
        }

        if (accessToken is not null)
        {
            payload["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        change?.Invoke(payload);
        return Sign(new JsonObject { ["typ"] = "dpop+jwt", ["jwk"] = PublicJwk }, payload);
    }

    /// <summary>The claims of a JWT, unverified.</summary>
    public static JsonElement Payload(string jwt) => JsonElement.Parse(Base64Url.DecodeFromChars(jwt.Split('.')[1]));

    public void Dispose() => key.Dispose();

    private static string Encode(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
}
