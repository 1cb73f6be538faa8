using System.Collections.Immutable;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Clients;

/// <summary>The checks of the claims of an assertion whose signature fits, in their order, on one page.</summary>
/// <remarks>Source: RFC 7523 §3; FAPI 2.0 Security Profile §5.3.2.1 (audience, clock); RFC 9126 §2 for the legacy audiences.</remarks>
internal static class ClientAssertionChecks
{
    /// <summary>Longest life of an assertion.</summary>
    public static readonly TimeSpan MaxLife = TimeSpan.FromMinutes(5);

    /// <summary>How far a client's clock may be off.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);

    /// <summary>Runs the checks.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="issuer">Our issuer identifier.</param>
    /// <param name="legacyAudiences">What else the audience may be; empty for most clients.</param>
    /// <param name="now">The time.</param>
    /// <param name="expires">When the assertion ends, when there is no refusal.</param>
    /// <returns>The first refusal, or null.</returns>
    public static OAuthError? Run(JwtClaims claims, string issuer, ImmutableArray<string> legacyAudiences, DateTimeOffset now, out DateTimeOffset expires)
    {
        expires = default;
        if (Audience(claims.Audiences(), issuer, legacyAudiences) is { } audience)
        {
            return audience;
        }

        if (!claims.TryTime("exp", out DateTimeOffset? exp) || !claims.TryTime("iat", out DateTimeOffset? iat) || !claims.TryTime("nbf", out DateTimeOffset? nbf) || exp is null)
        {
            return Refuse("exp is needed, and exp, iat and nbf have to be times");
        }

        expires = exp.Value;
        return expires <= now - Skew ? Refuse("it has expired")
            : iat > now + Skew || nbf > now + Skew ? Refuse("it is not valid yet")
            : expires > now + MaxLife + Skew || expires - (iat ?? now) > MaxLife + Skew ? Refuse($"it lives longer than {MaxLife.TotalSeconds:0} seconds")
            : null;
    }

    // One exact audience: an assertion that names two servers could be replayed by either at the other.
    private static OAuthError? Audience(ImmutableArray<string> audiences, string issuer, ImmutableArray<string> legacy) =>
        (audiences.Length == 1 && audiences[0] == issuer) || audiences.Any(legacy.Contains) || (!legacy.IsEmpty && audiences.Contains(issuer))
            ? null
            : Refuse("aud has to be the issuer identifier");

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidClient.Because("client_assertion: " + problem);
}
