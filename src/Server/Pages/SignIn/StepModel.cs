using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Throttling;

namespace MissionPolicy.Server.Pages.SignIn;

/// <summary>What the pages of a sign-in share: the request in their query, the way on, the way back.</summary>
[RequestSizeLimit(64 * 1024)]
internal abstract class StepModel : PageModel
{
    private const string SignInResult = "sign_in";

    private readonly BrowserSession sessions;
    private readonly TimeProvider time;
    private readonly IFormTargets targets;

    protected StepModel(StepServices services)
    {
        sessions = services.Sessions;
        Levels = services.Levels;
        time = services.Time;
        targets = services.Targets;
    }

    /// <summary>What is needed.</summary>
    public SignInRequest Asked { get; private set; } = null!;

    /// <summary>Who is signed in.</summary>
    public SignedInUser? SignedIn { get; private set; }

    /// <summary>What went wrong, for the person.</summary>
    public string? Error { get; protected set; }

    /// <summary>Whether a person who is signed in already proves more.</summary>
    public virtual bool IsStepUp => true;

    /// <summary>Whether a passkey is what the page asks for first.</summary>
    public virtual bool PasskeyFirst => true;

    /// <summary>Where the answer of a passkey goes.</summary>
    public string PasskeyUrl => Asked.Url(SignInPaths.PasskeyAssertion);

    /// <summary>Where <c>Cancel</c> goes.</summary>
    public string CancelUrl => $"{Asked.Url(Request.Path)}&handler=cancel";

    /// <summary>The needed level in words; null when any is enough.</summary>
    public string? NeededTitle => Asked.Acr is { } acr ? Levels.Title(acr) : null;

    protected AssuranceLevels Levels { get; }

    protected NextStep Next => NextStep.Decide(Asked, SignedIn, Levels, Now);

    protected DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        Asked = SignInRequest.Of(Request.Query);
        SignedIn = await sessions.ReadUserAsync(HttpContext);
        PageSecurity.AllowFormAction(HttpContext, await targets.OfAsync(Asked.Return, HttpContext.RequestAborted));
        await next();
    }

    /// <summary>Goes back without a sign-in.</summary>
    public IActionResult OnPostCancel() => SeeOther(LocalUrl.With(Asked.Return, SignInResult, this is CannotModel ? "cannot" : "cancelled"));

    /// <summary>Makes the session and goes on to what is missing still, or back.</summary>
    /// <param name="account">Who.</param>
    /// <param name="authentication">How strongly.</param>
    protected async Task<IActionResult> CompleteAsync(Accounts.Account account, Authentication authentication)
    {
        SignedIn = await sessions.StartAsync(HttpContext, account, authentication);
        // The person was asked just now, whatever the age was.
        Asked = Asked with { MaxAge = null };
        return SeeOther(Next.Url(Asked, Now));
    }

    /// <summary>Shows the page again with what went wrong.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="error">For the person.</param>
    protected PageResult Again(int status, string error)
    {
        Error = error;
        PageResult page = Page();
        page.StatusCode = status;
        return page;
    }

    /// <summary>Shows the page again: too many attempts.</summary>
    /// <param name="until">When the next one may come.</param>
    protected PageResult Wait(DateTimeOffset until)
    {
        int seconds = Throttled.Seconds(HttpContext, until);
        Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        string wait = seconds < 120 ? $"{seconds} seconds" : $"{(seconds + 59) / 60} minutes";
        return Again(StatusCodes.Status429TooManyRequests, $"Too many attempts. Try again in {wait}.");
    }

    /// <summary>Sends the browser on with GET.</summary>
    /// <param name="location">A local address.</param>
    protected IActionResult SeeOther(string location)
    {
        Response.Headers.Location = location;
        return new StatusCodeResult(StatusCodes.Status303SeeOther);
    }
}
