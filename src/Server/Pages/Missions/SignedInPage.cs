using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>A page that only somebody who is signed in sees.</summary>
internal abstract class SignedInPage(BrowserSession sessions) : PageModel
{
    /// <summary>Who is signed in.</summary>
    public SignedInUser SignedIn { get; private set; } = null!;

    /// <inheritdoc/>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Response.Headers.CacheControl = "no-store";
        if (await sessions.ReadUserAsync(HttpContext) is not { } user)
        {
            context.Result = SeeOther(new SignInRequest { Return = Here }.Url(SignInPaths.SignIn));
            return;
        }

        SignedIn = user;
        if (await RefuseAsync() is { } refusal)
        {
            context.Result = refusal;
            return;
        }

        await next();
    }

    /// <summary>What the page asks for besides a sign-in; null when it is there.</summary>
    protected virtual Task<IActionResult?> RefuseAsync() => Task.FromResult<IActionResult?>(null);

    /// <summary>The address that a sign-in comes back to.</summary>
    protected string Here => Request.Path + (HttpMethods.IsGet(Request.Method) ? Request.QueryString : QueryString.Empty);

    /// <summary>Sends the person to sign in more strongly.</summary>
    /// <param name="acr">The level.</param>
    protected IActionResult StepUp(string acr) =>
        SeeOther(new SignInRequest { Return = Here, Acr = acr, LoginHint = SignedIn.Account.Username }.Url(SignInPaths.SignIn));

    /// <summary>A redirect that turns into a GET.</summary>
    /// <param name="location">Where to; local.</param>
    protected IActionResult SeeOther(string location)
    {
        Response.Headers.Location = location;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }

    /// <summary>A place of the query, or null; what cannot be read begins at the beginning.</summary>
    /// <param name="name">The parameter.</param>
    protected PageCursor? Place(string name) => PageCursor.TryParse(Request.Query[name], out PageCursor cursor) ? cursor : null;
}
