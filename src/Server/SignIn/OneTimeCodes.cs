using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn;

/// <summary>Checks one-time codes and lets each count once.</summary>
internal sealed class OneTimeCodes(AccountStore accounts, TimeProvider time)
{
    /// <summary>Uses a code up.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The account; null when the code is wrong, was used before, or is older than one that was.</returns>
    public Task<Account?> UseAsync(string subject, string code, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        return accounts.ChangeAsync(
            subject,
            account => !account.Disabled && account.TotpSecret is { } secret && Totp.Match(secret, code, now, account.LastTotpStep) is { } step
                ? account with { LastTotpStep = step }
                : null,
            cancellation);
    }

    /// <summary>Sets the authenticator app up, after it showed a first code. Whatever else was signed in with the old one is signed out.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="secret">The new secret, base32.</param>
    /// <param name="code">What was typed.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The account; null when the code is wrong.</returns>
    public async Task<Account?> SetUpAsync(string subject, string secret, string code, CancellationToken cancellation)
    {
        string stamp = SecurityStamp.New();
        return Totp.Match(secret, code, time.GetUtcNow(), 0) is { } step
            ? await accounts.ChangeAsync(subject, account => account with { TotpSecret = secret, LastTotpStep = step, SecurityStamp = stamp }, cancellation)
            : null;
    }
}
