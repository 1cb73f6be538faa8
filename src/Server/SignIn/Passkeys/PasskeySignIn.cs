using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>Makes a session of an accepted passkey.</summary>
internal sealed class PasskeySignIn(BrowserSession sessions, AssuranceLevels levels, TimeProvider time, ILogger<PasskeySignIn> log)
{
    /// <summary>Signs in.</summary>
    /// <param name="http">The request; its query is that of the page.</param>
    /// <param name="account">Who.</param>
    /// <param name="passkey">With what.</param>
    /// <returns>Where the browser goes next.</returns>
    public async Task<string> CompleteAsync(HttpContext http, Account account, AccountPasskey passkey)
    {
        DateTimeOffset now = time.GetUtcNow();
        Authentication authentication = new(levels.Of(SignInMethod.Passkey), AuthenticationMethods.Passkey(passkey.IsBackupEligible), now);
        SignedInUser user = await sessions.StartAsync(http, account, authentication);
        SignInLog.SignedIn(log, account.Subject, authentication.Acr);
        SignInRequest request = SignInRequest.Of(http.Request.Query) with { MaxAge = null };
        return NextStep.Decide(request, user, levels, now).Url(request, now);
    }
}
