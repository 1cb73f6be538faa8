using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>Says what an account lacks for the level that is needed.</summary>
internal sealed class CannotModel(StepServices services) : StepModel(services)
{
    /// <summary>What would do; null when something is missing that setting up does not help.</summary>
    public NextStep.Cannot? Missing => Next as NextStep.Cannot;

    /// <summary>Where a passkey is set up.</summary>
    public string SetUpPasskeyUrl => Back(SignInPaths.Account);

    /// <summary>Where the authenticator app is set up.</summary>
    public string SetUpCodeUrl => Back(SignInPaths.Authenticator);

    public IActionResult OnGet() => Missing is null ? SeeOther(Next.Url(Asked, Now)) : Page();

    private string Back(string path) => LocalUrl.With(path, "return", Asked.Url(SignInPaths.SignIn));
}
