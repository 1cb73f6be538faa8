using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>What an ID Token of another provider means here. Nothing counts that the configuration does not name.</summary>
internal static class UpstreamClaims
{
    private const int LongestText = 500;

    /// <summary>Who it is about.</summary>
    /// <param name="token">The claims of the validated ID Token.</param>
    public static UpstreamIdentity? IdentityOf(ClaimsPrincipal token) =>
        token.FindFirstValue("iss") is { Length: > 0 } issuer && token.FindFirstValue("sub") is { Length: > 0 } subject ? new UpstreamIdentity(issuer, subject) : null;

    /// <summary>How strongly the person was authenticated there, and when.</summary>
    /// <param name="token">The claims of the validated ID Token.</param>
    /// <param name="upstream">The provider.</param>
    /// <param name="weakest">The weakest level.</param>
    /// <param name="now">The time.</param>
    public static Authentication AuthenticationOf(ClaimsPrincipal token, UpstreamOptions upstream, string weakest, DateTimeOffset now)
    {
        string? theirs = token.FindFirstValue("acr");
        string acr = upstream.AcrMap.Find(pair => pair.From == theirs)?.To ?? weakest;
        IEnumerable<string> amr = token.FindAll("amr").SelectMany(claim => upstream.AmrMap.Where(pair => pair.From == claim.Value)).Select(pair => pair.To);
        DateTimeOffset at = long.TryParse(token.FindFirstValue("auth_time"), NumberStyles.None, CultureInfo.InvariantCulture, out long seconds)
            && seconds <= now.ToUnixTimeSeconds()
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : now - TimeSpan.FromMinutes(upstream.AssumedAgeMinutes);
        return new Authentication(acr, [.. amr.Distinct(StringComparer.Ordinal)], at);
    }

    /// <summary>Takes over what the configuration names.</summary>
    /// <param name="account">The account.</param>
    /// <param name="token">The claims of the validated ID Token.</param>
    /// <param name="upstream">The provider.</param>
    public static Account TakeOver(Account account, ClaimsPrincipal token, UpstreamOptions upstream)
    {
        ImmutableSortedDictionary<string, AccountClaim> claims = account.Claims;
        foreach (UpstreamMapping pair in upstream.ClaimMap.Where(pair => pair.To is not ("name" or "email")))
        {
            string[] values = [.. token.FindAll(pair.From).Select(claim => claim.Value).Where(value => value.Length is > 0 and <= LongestText)];
            claims = values.Length switch
            {
                0 => claims.Remove(pair.To),
                1 => claims.SetItem(pair.To, AccountClaim.Text(values[0])),
                _ => claims.SetItem(pair.To, AccountClaim.Set(values)),
            };
        }

        string? email = Text(token, upstream, "email");
        return account with
        {
            Name = Text(token, upstream, "name") ?? account.Name,
            Email = email ?? account.Email,
            EmailVerified = email is null ? account.EmailVerified : token.FindFirstValue("email_verified") == "true",
            Claims = claims,
        };
    }

    private static string? Text(ClaimsPrincipal token, UpstreamOptions upstream, string ours) =>
        upstream.ClaimMap.Find(pair => pair.To == ours) is { } map && token.FindFirstValue(map.From) is { Length: > 0 and <= LongestText } value ? value : null;
}
