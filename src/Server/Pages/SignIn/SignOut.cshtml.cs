using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>Ends the session of this browser.</summary>
/// <param name="sessions">The session cookie.</param>
internal sealed class SignOutModel(BrowserSession sessions) : PageModel
{
    /// <summary>Who is signed in; null when nobody is any more.</summary>
    public SignedInUser? SignedIn { get; private set; }

    public async Task OnGetAsync() => SignedIn = await sessions.ReadUserAsync(HttpContext);

    public async Task<IActionResult> OnPostAsync()
    {
        await sessions.EndAsync(HttpContext);
        string? back = Request.Query["return"];
        Response.Headers.Location = back is null ? SignInPaths.SignOut : LocalUrl.Or(back);
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
