using System.Text.Json;
using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Dpop;

/// <summary>Reads the text of a proof; knows nothing of the request it came with.</summary>
/// <remarks>Source: RFC 9449 §4.2 and §4.3, steps 2 to 5 and 7.</remarks>
internal static class DpopProofParser
{
    /// <summary>Longest proof, in characters; one with the largest RSA key has about 4,000.</summary>
    public const int MaxLength = 8192;

    /// <summary>Longest <c>jti</c>, in characters.</summary>
    public const int MaxIdLength = 128;

    /// <summary>Reads a proof.</summary>
    /// <param name="text">The value of the header.</param>
    public static Parsed<DpopProof> Parse(string? text)
    {
        // 2 one well-formed JWT; 5 an algorithm of the list.
        if (!CompactJws.TryParse(text, MaxLength, out CompactJws? jws, out string problem))
        {
            return Refuse(problem);
        }

        // 4 the type.
        if (jws.Type != DpopProof.Type)
        {
            return Refuse($"typ has to be {DpopProof.Type}");
        }

        // 7 a public key, nothing private.
        if (!jws.Header.TryGetProperty("jwk", out JsonElement jwk) || !PublicJwk.TryParse(jwk, out PublicJwk? key, out problem))
        {
            return Refuse(problem.Length > 0 ? problem : "jwk is missing");
        }

        // 3 every required claim.
        JwtClaims claims = jws.Claims;
        if (claims.Text("jti") is not { Length: <= MaxIdLength } id)
        {
            return Refuse($"jti is missing or longer than {MaxIdLength} characters");
        }

        if (claims.Text("htm") is not { } method || claims.Text("htu") is not { } htu)
        {
            return Refuse("htm and htu are needed");
        }

        if (!RequestUrl.TryNormalise(htu, out string? url))
        {
            return Refuse("htu is not the URL of a request");
        }

        if (!claims.TryTime("iat", out DateTimeOffset? issuedAt) || issuedAt is null)
        {
            return Refuse("iat is missing or not a time");
        }

        if (Unreadable(claims, "nonce") || Unreadable(claims, "ath"))
        {
            return Refuse("nonce and ath have to be text");
        }

        return new DpopProof
        {
            Jws = jws,
            Key = key!,
            Id = id,
            Method = method,
            Url = url,
            IssuedAt = issuedAt.Value,
            Nonce = claims.Text("nonce"),
            AccessTokenHash = claims.Text("ath"),
        };
    }

    private static bool Unreadable(JwtClaims claims, string name) => claims.Has(name) && claims.Text(name) is null;

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidDpopProof.Because(problem);
}
