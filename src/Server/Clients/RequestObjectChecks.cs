using MissionPolicy.Server.Keys;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>The checks of a request object whose signature fits, in their order, on one page.</summary>
/// <remarks>Source: RFC 9101 §4, §10.2, §10.8; FAPI 2.0 Message Signing §5.3.1 (60 minutes).</remarks>
internal static class RequestObjectChecks
{
    /// <summary>Longest request object, in characters.</summary>
    public const int MaxLength = 48 * 1024;

    /// <summary>How far a client's clock may be off.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>How far from now its times may be.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(60);

    private static readonly string[] Types = ["JWT", "oauth-authz-req+jwt", "application/oauth-authz-req+jwt"];

    /// <summary>Runs the checks.</summary>
    /// <param name="jws">The request object.</param>
    /// <param name="clientId">The client.</param>
    /// <param name="issuer">Our issuer identifier.</param>
    /// <param name="now">The time.</param>
    /// <param name="expires">When it ends, when there is no refusal.</param>
    /// <returns>The first refusal, or null.</returns>
    public static OAuthError? Run(CompactJws jws, string clientId, string issuer, DateTimeOffset now, out DateTimeOffset expires)
    {
        expires = default;
        JwtClaims claims = jws.Claims;
        if (new JwtClaims(jws.Header).Has("typ") && !Types.Contains(jws.Type, StringComparer.OrdinalIgnoreCase))
        {
            return Refuse("typ is not that of a request object");
        }

        // With a sub of the client it could pass for a client assertion.
        if (claims.Text("iss") != clientId || claims.Text("client_id") != clientId || claims.Text("sub") == clientId)
        {
            return Refuse("iss and client_id have to be the client, and sub may not be");
        }

        if (!claims.Audiences().Contains(issuer, StringComparer.Ordinal))
        {
            return Refuse("aud has to contain the issuer identifier");
        }

        if (claims.Has("request") || claims.Has("request_uri"))
        {
            return Refuse("a request object holds no other");
        }

        if (!claims.TryTime("exp", out DateTimeOffset? exp) || !claims.TryTime("iat", out DateTimeOffset? iat) || !claims.TryTime("nbf", out DateTimeOffset? nbf) || exp is null)
        {
            return Refuse("exp is needed, and exp, iat and nbf have to be times");
        }

        expires = exp.Value;
        return expires <= now - Skew ? Refuse("it has expired")
            : expires > now + MaxLife + Skew ? Refuse($"exp is more than {MaxLife.TotalMinutes:0} minutes ahead")
            : iat > now + Skew || nbf > now + Skew ? Refuse("it is not valid yet")
            : now - iat > MaxLife + Skew || now - nbf > MaxLife + Skew ? Refuse($"iat or nbf is more than {MaxLife.TotalMinutes:0} minutes ago")
            : null;
    }

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidRequestObject.Because(problem);
}
