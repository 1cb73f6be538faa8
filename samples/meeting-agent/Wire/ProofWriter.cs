using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Samples.MeetingAgent.Wire;

/// <summary>DPoP proofs for a caller that is no agent and has no Mission.</summary>
/// <remarks>Source: RFC 9449 §4.2.</remarks>
internal sealed class ProofWriter : IDisposable
{
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string Write(HttpMethod method, Uri address, DateTimeOffset now, string? nonce, string? accessToken)
    {
        ECPoint point = key.ExportParameters(includePrivateParameters: false).Q;
        JsonObject claims = new()
        {
            ["jti"] = RandomNumberGenerator.GetHexString(32, lowercase: true),
            ["htm"] = method.Method,
            ["htu"] = address.GetLeftPart(UriPartial.Path),
            ["iat"] = now.ToUnixTimeSeconds(),
        };
        if (nonce is not null)
        {
            claims["nonce"] = nonce;
        }

        if (accessToken is not null)
        {
            claims["ath"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)));
        }

        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            claims.ToJsonString(),
            new SigningCredentials(new ECDsaSecurityKey(key), SecurityAlgorithms.EcdsaSha256),
            new Dictionary<string, object>
            {
                ["typ"] = "dpop+jwt",
                ["jwk"] = new Dictionary<string, string>
                {
                    ["kty"] = "EC", ["crv"] = "P-256", ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
                },
            });
    }

    public void Dispose() => key.Dispose();
}
