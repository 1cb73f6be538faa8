using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Accounts;
using SignInOptions = MissionPolicy.Server.Configuration.SignInOptions;

namespace MissionPolicy.Server.SignIn;

/// <summary>Checks passwords: the same work whether the account exists or not, and never more at a time than there are processors.</summary>
internal sealed class Passwords : IDisposable
{
    private const int MaxLength = 1024;

    private readonly AccountStore accounts;
    private readonly IPasswordHasher<Account> hasher;
    private readonly ConcurrencyLimiter limiter;
    private readonly Account nobody;

    public Passwords(AccountStore accounts, IPasswordHasher<Account> hasher, IOptions<SignInOptions> options)
    {
        this.accounts = accounts;
        this.hasher = hasher;
        limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = Environment.ProcessorCount, QueueLimit = options.Value.PasswordQueue });
        Account unknown = new() { Subject = string.Empty, Username = string.Empty, Name = string.Empty, SecurityStamp = string.Empty };
        nobody = unknown with { PasswordHash = hasher.HashPassword(unknown, SecurityStamp.New()) };
    }

    /// <summary>Checks a password.</summary>
    /// <param name="username">What was typed.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<PasswordAnswer> CheckAsync(string username, string password, CancellationToken cancellation)
    {
        using RateLimitLease lease = await limiter.AcquireAsync(1, cancellation);
        if (!lease.IsAcquired)
        {
            return new PasswordAnswer.Busy();
        }

        Account? account = username.Length <= Username.MaxLength ? await accounts.FindByUsernameAsync(username, cancellation) : null;
        Account asked = account is { PasswordHash: not null } ? account : nobody;
        PasswordVerificationResult result = hasher.VerifyHashedPassword(asked, asked.PasswordHash!, password.Length <= MaxLength ? password : string.Empty);
        if (result == PasswordVerificationResult.Failed || account is not { PasswordHash: { } used, Disabled: false })
        {
            return new PasswordAnswer.Wrong();
        }

        return new PasswordAnswer.Right(result == PasswordVerificationResult.SuccessRehashNeeded ? await RenewAsync(account, used, password, cancellation) : account);
    }

    public void Dispose() => limiter.Dispose();

    private async Task<Account> RenewAsync(Account account, string used, string password, CancellationToken cancellation)
    {
        string renewed = hasher.HashPassword(account, password);
        return await accounts.ChangeAsync(account.Subject, now => now.PasswordHash == used ? now with { PasswordHash = renewed } : null, cancellation) ?? account;
    }
}
