using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>Asks a person who is signed in for a passkey.</summary>
internal sealed class PasskeyModel(StepServices services) : StepModel(services)
{
    public IActionResult OnGet() => Next is NextStep.Passkey or NextStep.OneTimeCode { PasskeyToo: true } ? Page() : SeeOther(Next.Url(Asked, Now));
}
