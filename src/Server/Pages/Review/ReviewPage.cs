using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Review;

/// <summary>What the pages of reviewers share: who is at the browser.</summary>
internal abstract class ReviewPage(BrowserSession sessions) : PageModel
{
    public const string Queue = "/review";

    /// <summary>A time in words.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("d MMM yyyy HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>The person, or null when nobody is signed in.</summary>
    protected async ValueTask<Reviewer?> WhoAsync() =>
        await sessions.ReadUserAsync(HttpContext) is { } user ? Reviewer.Of(AccountFacts.Of(user.Account), user.Session) : null;

    /// <summary>Sends the person to the sign-in pages and back here.</summary>
    /// <param name="require">What is needed, or null when any sign-in will do.</param>
    protected IActionResult SignIn(StrengthRequirement? require) => SeeOther(
        new SignInRequest { Return = Request.Path, Acr = require?.Acr, MaxAge = require?.MaxAge }.Url(SignInPaths.SignIn));

    protected IActionResult SeeOther(string location)
    {
        Response.Headers.Location = location;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
