using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Throttling;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Pages.Account;

/// <summary>Sets an authenticator app up: shows the key and waits for a first code.</summary>
internal sealed class AuthenticatorModel(OneTimeCodes codes, SignInThrottle throttle, BrowserSession sessions, CredentialChange change, FieldProtection protection) : PageModel
{
    private const string Field = "sign-in.new-authenticator";

    /// <summary>The key, base32.</summary>
    public string Secret { get; private set; } = string.Empty;

    /// <summary>The key for the form, encrypted for this person and session.</summary>
    public string Pending { get; private set; } = string.Empty;

    /// <summary>What went wrong, for the person.</summary>
    public string? Error { get; private set; }

    /// <summary>The key as apps on this device read it.</summary>
    public string AppUrl => $"otpauth://totp/Mission%20Policy:{Uri.EscapeDataString(SignedIn.Account.Username)}?secret={Secret}&issuer=Mission%20Policy";

    private SignedInUser SignedIn { get; set; } = null!;

    private string FieldOfSession => $"{Field}.{SignedIn.Account.Subject}.{SignedIn.Session.SessionId}";

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        SignedInUser? user = await sessions.ReadUserAsync(HttpContext);
        if (user is null || !change.IsAllowed(user))
        {
            string here = Request.Path + Request.QueryString;
            context.Result = SeeOther(user is null ? new SignInRequest { Return = here }.Url(SignInPaths.SignIn) : change.SignInUrl(user, here));
            return;
        }

        SignedIn = user;
        await next();
    }

    public void OnGet() => Show(Totp.NewSecret());

    public async Task<IActionResult> OnPostAsync(string? pending, string? code)
    {
        if (!TryReadPending(pending, out string? secret))
        {
            return SeeOther(Request.Path + Request.QueryString);
        }

        ThrottledAttempt attempt = await throttle.BeginCodeAsync(SignedIn.Account.Subject, HttpContext);
        bool mayTry = attempt.WaitUntil is null;
        if (!mayTry || await codes.SetUpAsync(SignedIn.Account.Subject, secret, code ?? string.Empty, HttpContext.RequestAborted) is not { } account)
        {
            Show(secret);
            Error = mayTry ? "This code does not fit the key. Check the clock of your device and try again." : "Too many attempts. Try again later.";
            PageResult page = Page();
            page.StatusCode = mayTry ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status429TooManyRequests;
            return page;
        }

        await throttle.ForgiveAsync(attempt, HttpContext.RequestAborted);
        await sessions.StartAsync(HttpContext, account, Authentication.Of(SignedIn.Session));
        return SeeOther(Request.Query["return"].ToString() is { Length: > 0 } back ? LocalUrl.Or(back) : SignInPaths.Account);
    }

    private bool TryReadPending(string? pending, [NotNullWhen(true)] out string? secret)
    {
        secret = null;
        return pending is { Length: < 2000 } && protection.TryUnprotect(FieldOfSession, pending, out secret);
    }

    private void Show(string secret)
    {
        Secret = secret;
        Pending = protection.Protect(FieldOfSession, secret);
    }

    private StatusCodeResult SeeOther(string location)
    {
        Response.Headers.Location = location;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
