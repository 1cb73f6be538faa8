using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Throttling;
using MissionPolicy.Server.SignIn.Upstream;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>Asks who somebody is.</summary>
internal sealed class SignInModel(
    StepServices services, Passwords passwords, SignInThrottle throttle, IOptions<SignInOptions> options, ILogger<SignInModel> log) : StepModel(services)
{
    private const string Wrong = "This username and password do not match.";

    /// <summary>The username as it was typed, or as the caller hinted.</summary>
    public string Username { get; private set; } = string.Empty;

    public override bool IsStepUp => false;

    public override bool PasskeyFirst => Asked.Acr is { } acr && Levels.Reaches(SignInMethod.Passkey, acr) && !Levels.Reaches(SignInMethod.OneTimeCode, acr);

    /// <summary>The other providers.</summary>
    public IReadOnlyList<UpstreamOptions> Upstreams => options.Value.Upstream;

    public IActionResult OnGet()
    {
        Username = Asked.LoginHint ?? SignedIn?.Account.Username ?? string.Empty;
        if (Request.Query.ContainsKey("upstream"))
        {
            Error = "Signing in with the other provider did not work.";
        }

        return Next is NextStep.SignIn ? Page() : SeeOther(Next.Url(Asked, Now));
    }

    public async Task<IActionResult> OnPostAsync(string? username, string? password)
    {
        Username = username ?? string.Empty;
        if (string.IsNullOrWhiteSpace(username) || string.IsNullOrEmpty(password) || username.Length > Accounts.Username.MaxLength)
        {
            return Again(StatusCodes.Status422UnprocessableEntity, "Type your username and your password.");
        }

        ThrottledAttempt attempt = await throttle.BeginPasswordAsync(username, HttpContext);
        if (attempt.WaitUntil is { } until)
        {
            return Wait(until);
        }

        PasswordAnswer answer = await passwords.CheckAsync(username, password, HttpContext.RequestAborted);
        return await answer.Match(
            account => RightAsync(account, attempt),
            () =>
            {
                SignInLog.Refused(log, SignInMethod.Password);
                return Task.FromResult<IActionResult>(Again(StatusCodes.Status422UnprocessableEntity, Wrong));
            },
            () => Task.FromResult<IActionResult>(Again(StatusCodes.Status503ServiceUnavailable, "Many people are signing in. Try again in a moment.")));
    }

    private async Task<IActionResult> RightAsync(Accounts.Account account, ThrottledAttempt attempt)
    {
        await throttle.ForgiveAsync(attempt, HttpContext.RequestAborted);
        SignInLog.SignedIn(log, account.Subject, Levels.Of(SignInMethod.Password));
        return await CompleteAsync(account, new Authentication(Levels.Of(SignInMethod.Password), [AuthenticationMethods.Password], Now));
    }
}
