using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Throttling;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>Asks for a one-time code on top of the sign-in that is there.</summary>
internal sealed class OneTimeCodeModel(StepServices services, OneTimeCodes codes, SignInThrottle throttle, ILogger<OneTimeCodeModel> log) : StepModel(services)
{
    /// <summary>Whether a passkey would do as well.</summary>
    public bool PasskeyToo => Next is NextStep.OneTimeCode { PasskeyToo: true };

    public IActionResult OnGet() => Next is NextStep.OneTimeCode ? Page() : SeeOther(Next.Url(Asked, Now));

    public async Task<IActionResult> OnPostAsync(string? code)
    {
        if (Next is not NextStep.OneTimeCode || SignedIn is not { } user)
        {
            return SeeOther(Next.Url(Asked, Now));
        }

        ThrottledAttempt attempt = await throttle.BeginCodeAsync(user.Account.Subject, HttpContext);
        if (attempt.WaitUntil is { } until)
        {
            return Wait(until);
        }

        if (await codes.UseAsync(user.Account.Subject, code ?? string.Empty, HttpContext.RequestAborted) is not { } account)
        {
            SignInLog.Refused(log, SignInMethod.OneTimeCode);
            return Again(StatusCodes.Status422UnprocessableEntity, "This code is wrong, or it was used before. Wait for the next one.");
        }

        await throttle.ForgiveAsync(attempt, HttpContext.RequestAborted);
        string acr = Levels.Of(SignInMethod.OneTimeCode);
        SignInLog.SignedIn(log, account.Subject, acr);
        // The code stands beside the factor before it: together they are as old as that one. How old it may be is for whoever asked for the sign-in to say.
        return await CompleteAsync(account, new Authentication(acr, AuthenticationMethods.WithCode(user.Session.Amr), user.Session.AuthenticatedAt));
    }
}
