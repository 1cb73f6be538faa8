using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Sessions;

namespace MissionPolicy.Server.Pages.Account;

/// <summary>Shows a person their passkeys, authenticator app and sessions.</summary>
internal sealed class IndexModel(AccountStore accounts, SessionStore store, BrowserSession sessions, CredentialChange change, AssuranceLevels levels) : PageModel
{
    /// <summary>Who is signed in.</summary>
    public SignedInUser SignedIn { get; private set; } = null!;

    /// <summary>Their sessions, latest first.</summary>
    public ImmutableArray<SessionRow> Open { get; private set; } = [];

    /// <summary>Whether passkeys and the authenticator app may be changed now.</summary>
    public bool MayChange => change.IsAllowed(SignedIn);

    /// <summary>Where to sign in so that they may.</summary>
    public string ConfirmUrl => change.SignInUrl(SignedIn, Request.Path + Request.QueryString);

    /// <summary>Where the person came from, if from somewhere.</summary>
    public string? Return => Request.Query["return"].ToString() is { Length: > 0 } back ? LocalUrl.Or(back) : null;

    /// <summary>The level of a session in words.</summary>
    /// <param name="session">The session.</param>
    public string Title(SessionRow session) => levels.Title(session.Acr);

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await sessions.ReadUserAsync(HttpContext) is not { } user)
        {
            context.Result = SeeOther(new SignInRequest { Return = Request.Path + Request.QueryString }.Url(SignInPaths.SignIn));
            return;
        }

        SignedIn = user;
        await next();
    }

    public async Task OnGetAsync() => Open = await store.ListAsync(SignedIn.Account.Subject, HttpContext.RequestAborted);

    public Task<IActionResult> OnPostRemovePasskeyAsync(string? id) => ChangeAsync(
        account => account with { Passkeys = [.. account.Passkeys.Where(passkey => passkey.Id != id)] });

    public Task<IActionResult> OnPostRemoveAuthenticatorAsync() => ChangeAsync(static account => account with { TotpSecret = null });

    public async Task<IActionResult> OnPostEndSessionAsync(string? sid)
    {
        await store.EndAsync(SignedIn.Account.Subject, sid ?? string.Empty, HttpContext.RequestAborted);
        return SeeOther(SignInPaths.Account);
    }

    // What was signed in with a credential that is gone has to sign in again; this browser goes on.
    private async Task<IActionResult> ChangeAsync(Func<Accounts.Account, Accounts.Account> remove)
    {
        if (!MayChange)
        {
            return SeeOther(ConfirmUrl);
        }

        string stamp = SecurityStamp.New();
        Accounts.Account? changed = await accounts.ChangeAsync(
            SignedIn.Account.Subject, account => remove(account) with { SecurityStamp = stamp }, HttpContext.RequestAborted);
        if (changed is not null)
        {
            await sessions.StartAsync(HttpContext, changed, Authentication.Of(SignedIn.Session));
        }

        return SeeOther(SignInPaths.Account);
    }

    private StatusCodeResult SeeOther(string location)
    {
        Response.Headers.Location = location;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
