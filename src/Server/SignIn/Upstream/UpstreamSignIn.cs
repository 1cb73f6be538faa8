using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.SignIn.Upstream;

/// <summary>Makes a session of a validated ID Token of another provider.</summary>
internal sealed class UpstreamSignIn(AccountStore accounts, BrowserSession sessions, AssuranceLevels levels, TimeProvider time, ILogger<UpstreamSignIn> log)
{
    /// <summary>Signs in; the account is the one linked to (<c>iss</c>, <c>sub</c>), or a new one.</summary>
    /// <param name="http">The request.</param>
    /// <param name="token">The claims of the validated ID Token.</param>
    /// <param name="properties">The protected state.</param>
    /// <param name="upstream">The provider.</param>
    /// <returns>Where the browser goes next.</returns>
    public async Task<string> CompleteAsync(HttpContext http, ClaimsPrincipal? token, AuthenticationProperties? properties, UpstreamOptions upstream)
    {
        SignInRequest request = UpstreamMessages.RequestOf(properties);
        DateTimeOffset now = time.GetUtcNow();
        if (token is null || UpstreamClaims.IdentityOf(token) is not { } identity || await AccountOfAsync(identity, token, upstream, http.RequestAborted) is not { Disabled: false } account)
        {
            return Failed(request);
        }

        Authentication authentication = UpstreamClaims.AuthenticationOf(token, upstream, levels.Weakest, now);
        // A provider that did not ask again, although it was told to, has not done what is needed.
        if (!request.IsFresh(authentication.At, now))
        {
            return Failed(request);
        }

        SignedInUser user = await sessions.StartAsync(http, account, authentication);
        SignInLog.SignedIn(log, account.Subject, authentication.Acr);
        return NextStep.Decide(request, user, levels, now).Url(request, now);
    }

    /// <summary>Back to the sign-in page, which says that it did not work.</summary>
    /// <param name="request">What is needed.</param>
    public static string Failed(SignInRequest request) => LocalUrl.With(request.Url(SignInPaths.SignIn), "upstream", "failed");

    private async Task<Account?> AccountOfAsync(UpstreamIdentity identity, ClaimsPrincipal token, UpstreamOptions upstream, CancellationToken cancellation)
    {
        if (await accounts.FindByUpstreamAsync(identity, cancellation) is { } known)
        {
            return known.Disabled ? known : await accounts.ChangeAsync(known.Subject, account => UpstreamClaims.TakeOver(account, token, upstream), cancellation);
        }

        Account created = UpstreamClaims.TakeOver(
            new Account
            {
                Subject = $"u_{SecurityStamp.New()}",
                // Nobody types it: there is no password. The stamp keeps it apart from every name that can be chosen.
                Username = $"{upstream.Name}:{SecurityStamp.New()}",
                Name = upstream.Title.Length > 0 ? upstream.Title : upstream.Name,
                SecurityStamp = SecurityStamp.New(),
                Tenants = upstream.Tenant.Length > 0 ? [upstream.Tenant] : [],
                Upstream = [identity],
            },
            token,
            upstream);
        return await accounts.CreateAsync(created, cancellation) switch
        {
            AccountCreation.Created => created,
            // Two tabs at once: the other one was first.
            AccountCreation.UpstreamTaken => await accounts.FindByUpstreamAsync(identity, cancellation),
            _ => null,
        };
    }
}
