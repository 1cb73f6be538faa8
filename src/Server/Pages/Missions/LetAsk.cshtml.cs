using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>Lets an application ask again that the person who is signed in had stopped.</summary>
internal sealed class LetAskModel(BrowserSession sessions, QuestionStops stops) : SignedInPage(sessions)
{
    public IActionResult OnGet() => SeeOther("/missions");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        AuthenticatedSession session = SignedIn.Session;
        SignInRecord signIn = new(session.Acr, [.. session.Amr], session.AuthenticatedAt, session.SessionId);
        bool isLifted = await stops.LiftAsync(SignedIn.Account.Subject, Request.Form["stop"].ToString(), signIn, cancellation);
        return SeeOther(isLifted ? "/missions?asks=again" : "/missions");
    }
}
