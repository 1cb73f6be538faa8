using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.SignIn;

/// <summary>Who may change passkeys and the authenticator app: the person, signed in a short time ago, with a second factor where the account has one.</summary>
internal sealed class CredentialChange(BrowserSession sessions, AssuranceLevels levels, IOptions<SignInOptions> options, TimeProvider time)
{
    private TimeSpan Recent => TimeSpan.FromMinutes(options.Value.RecentMinutes);

    /// <summary>The person who may; null when nobody may from this browser.</summary>
    /// <param name="http">The request.</param>
    public async ValueTask<SignedInUser?> AllowedAsync(HttpContext http) =>
        await sessions.ReadUserAsync(http) is { } user && IsAllowed(user) ? user : null;

    /// <summary>Whether a person may.</summary>
    /// <param name="user">The person.</param>
    public bool IsAllowed(SignedInUser user) =>
        time.GetUtcNow() - user.Session.AuthenticatedAt <= Recent && levels.Satisfies(user.Session.Acr, levels.ForChanging(user.Account));

    /// <summary>Where the person signs in so that it is allowed.</summary>
    /// <param name="user">The person.</param>
    /// <param name="back">Where to come back to; local.</param>
    public string SignInUrl(SignedInUser user, string back) =>
        new SignInRequest { Return = back, Acr = levels.ForChanging(user.Account), MaxAge = Recent, LoginHint = user.Account.Username }.Url(SignInPaths.SignIn);
}
