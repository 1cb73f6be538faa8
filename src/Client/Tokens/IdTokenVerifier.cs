using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Tokens;

/// <summary>Verifies ID Tokens; tells which check failed first.</summary>
/// <param name="keys">The issuer's keys.</param>
/// <param name="issuer">The issuer.</param>
/// <param name="clientId">This client.</param>
/// <param name="time">The clock.</param>
/// <param name="skew">How far clocks may differ.</param>
/// <remarks>Source: OpenID Connect Core §3.1.3.7.</remarks>
internal sealed class IdTokenVerifier(IssuerKeys keys, string issuer, string clientId, TimeProvider time, TimeSpan skew)
{
    private const int MaxSubject = 255;

    private static readonly string[] Algorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSsaPssSha256];
    private static readonly JsonWebTokenHandler Handler = new();

    /// <summary>Verifies.</summary>
    /// <param name="token">The token as answered.</param>
    /// <param name="nonce">The nonce that was sent; null where no authorization request
    /// went before, and then the token may hold none.</param>
    /// <param name="interim">Is an interim token due?</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<IdTokenResult> VerifyAsync(string? token, SecretText? nonce, bool interim, CancellationToken cancellation)
    {
        // 1. Not encrypted: we register no encryption, so anything but three parts is refused.
        if (JwtParts.Of(token) is not { } parts)
        {
            return IdTokenResult.No(IdTokenCheck.Format, token is null ? "no ID Token" : "not a signed JWT");
        }

        // 7. The algorithm list is closed. Access tokens and logout tokens have a typ of their own and may not pass as ID Tokens.
        string? algorithm = parts.Header.Text("alg");
        if (algorithm is null || !Algorithms.Contains(algorithm) || parts.Header.Member("crit") is not null
            || !(parts.Header.Text("typ") ?? "JWT").Equals("JWT", StringComparison.OrdinalIgnoreCase))
        {
            return IdTokenResult.No(IdTokenCheck.Algorithm, algorithm ?? "none");
        }

        // 6., 8. TLS is not taken for a signature: the token is kept and passed on.
        ImmutableArray<PublicKey> candidates = await keys.FindAsync(parts.Header.Text("kid"), algorithm, cancellation);
        if (candidates.IsEmpty)
        {
            return IdTokenResult.No(IdTokenCheck.Key, "no such key");
        }

        return !await IsSignedAsync(token!, algorithm, candidates)
            ? IdTokenResult.No(IdTokenCheck.Signature, "wrong signature")
            : Claims(token!, parts.Claims, nonce, interim);
    }

    private static async Task<bool> IsSignedAsync(string token, string algorithm, ImmutableArray<PublicKey> candidates)
    {
        TokenValidationParameters signatureOnly = new()
        {
            // The claims are checked below, one by one, so that the answer can say which one failed.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            ValidAlgorithms = [algorithm],
            IssuerSigningKeyResolver = (_, _, _, _) => candidates.Select(candidate => candidate.Key),
        };
        return (await Handler.ValidateTokenAsync(token, signatureOnly)).IsValid;
    }

    private IdTokenResult Claims(string token, JsonElement claims, SecretText? nonce, bool interim)
    {
        DateTimeOffset now = time.GetUtcNow();
        ImmutableArray<string> audiences = claims.Text("aud") is string one ? [one] : claims.Texts("aud");
        (IdTokenCheck Check, bool Holds, string Detail)[] checks =
        [
            // 2.
            (IdTokenCheck.Issuer, claims.Text("iss") == issuer, "another issuer"),
            // 3. No other audience is trusted here.
            (IdTokenCheck.Audience, audiences.Length > 0 && audiences.All(audience => audience == clientId), "another audience"),
            // 4., 5.
            (IdTokenCheck.AuthorizedParty, claims.Member("azp") is null || claims.Text("azp") == clientId, "another client"),
            // 9.
            (IdTokenCheck.Expiry, claims.NumericDate("exp") is DateTimeOffset end && now < end + skew, "missing or past"),
            // 10. An old iat is the business of exp; one in the future is a wrong clock or a forgery.
            (IdTokenCheck.IssuedAt, claims.NumericDate("iat") is DateTimeOffset issued && issued <= now + skew, "missing or in the future"),
            // 11.
            (IdTokenCheck.Nonce, nonce is null ? claims.Member("nonce") is null : nonce.Is(claims.Text("nonce")), "not the one that was sent"),
            (IdTokenCheck.Subject, claims.Text("sub") is { Length: <= MaxSubject }, "missing or too long"),
            (IdTokenCheck.Interim, claims.IsTrue("interim") == interim && !(interim && claims.Member("client_context") is not null), "interim and final mixed up"),
            // 12., 13. acr and auth_time are compared with what the operation needs: ContextVerification, step 8.
        ];
        foreach ((IdTokenCheck check, bool holds, string detail) in checks)
        {
            if (!holds)
            {
                return IdTokenResult.No(check, detail);
            }
        }

        return new IdTokenResult.Valid(IdToken.Of(token, claims));
    }
}
