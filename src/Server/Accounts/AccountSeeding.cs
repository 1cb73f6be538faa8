using System.Collections.Immutable;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Accounts;

/// <summary>Creates the configured accounts that are missing, before the host listens.</summary>
internal sealed class AccountSeeding(IServiceProvider services, IOptions<List<AccountOptions>> options, IPasswordHasher<Account> hasher, ILogger<AccountSeeding> log)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        AccountStore accounts = services.GetRequiredService<AccountStore>();
        foreach (AccountOptions entry in options.Value)
        {
            if (await accounts.FindAsync(entry.Subject, cancellationToken) is not null)
            {
                continue;
            }

            AccountCreation answer = await accounts.CreateAsync(Of(entry), cancellationToken);
            if (answer != AccountCreation.Created)
            {
                SignInLog.NotSeeded(log, entry.Subject, answer);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Account Of(AccountOptions entry)
    {
        Account account = new()
        {
            Subject = entry.Subject,
            Username = entry.Username.Trim(),
            Name = entry.Name.Length > 0 ? entry.Name : entry.Username,
            Email = entry.Email,
            EmailVerified = entry.EmailVerified,
            Groups = [.. entry.Groups],
            Tenants = [.. entry.Tenants],
            Claims = entry.Claims.Select(claim => KeyValuePair.Create(claim.Key, AccountClaim.Text(claim.Value)))
                .Concat(entry.SetClaims.Select(claim => KeyValuePair.Create(claim.Key, AccountClaim.Set(claim.Value))))
                .ToImmutableSortedDictionary(StringComparer.Ordinal),
            Disabled = entry.Disabled,
            PasswordHash = entry.PasswordHash,
            SecurityStamp = SecurityStamp.New(),
            TotpSecret = entry.TotpSecret,
            Upstream = entry.UpstreamIssuer is { } issuer && entry.UpstreamSubject is { } subject ? [new UpstreamIdentity(issuer, subject)] : [],
        };
        return entry.Password is { } password ? account with { PasswordHash = hasher.HashPassword(account, password) } : account;
    }
}
