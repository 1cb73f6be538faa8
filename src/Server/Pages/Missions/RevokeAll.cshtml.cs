using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>Stops everything that acts for the person who is signed in.</summary>
internal sealed class RevokeAllModel(BrowserSession sessions, MissionStop stop) : SignedInPage(sessions)
{
    public IActionResult OnGet() => SeeOther("/missions");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        string subject = SignedIn.Account.Subject;
        int stopped = await stop.AllAsync(subject, subject, MissionAuthority.ReasonFor(MissionOperation.Revoke, Parties.Subject)!, cancellation);
        return SeeOther("/missions?stopped=" + stopped.ToString(CultureInfo.InvariantCulture));
    }
}
