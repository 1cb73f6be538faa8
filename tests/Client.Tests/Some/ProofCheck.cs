using System.Text.Json;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>RFC 9449 §4.3, done by hand: what is wrong with a proof.</summary>
internal sealed class ProofCheck
{
    private readonly HashSet<string> ids = [];

    public (JsonElement Claims, string Key)? Check(string method, string address, string? proof, string? accessToken, DateTimeOffset now, List<string> problems)
    {
        if (proof is null)
        {
            problems.Add($"{address}: no proof");
            return null;
        }

        JsonElement header = Jose.Part(proof, 0);
        JsonElement claims = Jose.Part(proof, 1);
        JsonElement jwk = header.GetProperty("jwk");
        (bool Holds, string Name)[] checks =
        [
            (header.GetProperty("typ").GetString() == "dpop+jwt", "typ"),
            (header.GetProperty("alg").GetString() == "ES256", "alg"),
            (!jwk.TryGetProperty("d", out _), "private key"),
            (Jose.Verifies(proof, jwk), "signature"),
            (claims.GetProperty("htm").GetString() == method, "htm"),
            (claims.GetProperty("htu").GetString() == address, "htu"),
            (Math.Abs(claims.GetProperty("iat").GetInt64() - now.ToUnixTimeSeconds()) <= 1, "iat"),
            (ids.Add(claims.GetProperty("jti").GetString()!), "jti"),
            (accessToken is null
                ? !claims.TryGetProperty("ath", out _)
                : claims.TryGetProperty("ath", out JsonElement ath) && ath.GetString() == Jose.Hash(accessToken), "ath"),
        ];
        problems.AddRange(checks.Where(check => !check.Holds).Select(check => $"{address}: {check.Name}"));
        return (claims, Jose.Thumbprint(jwk));
    }
}
