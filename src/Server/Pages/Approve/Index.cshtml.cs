using System.Net;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Endpoints;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Approve;

/// <summary>The approval page: what the agent would do, for whom, until when, and what would make us ask again.</summary>
/// <remarks>Source: article, "The Handoff", step 3.</remarks>
internal sealed class IndexModel(ApprovalDesk desk, IFormTargets targets) : PageModel
{
    private const string Unclear = "Please choose Approve or Deny.";

    /// <summary>What the page shows.</summary>
    public ApprovalPage Shown { get; private set; } = null!;

    /// <summary>What was wrong with the last answer, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Where the answer goes.</summary>
    public string Action { get; private set; } = string.Empty;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        // Asked before the answer is taken: afterwards there is no interaction left to say where the form may lead.
        string returnUrl = Interactions.Path + context.RouteData.Values["handle"];
        PageSecurity.AllowFormAction(HttpContext, await targets.OfAsync(returnUrl, HttpContext.RequestAborted));
        await next();
    }

    public async Task<IActionResult> OnGetAsync(string handle, CancellationToken cancellation) =>
        Result(await desk.ShowAsync(HttpContext, handle, cancellation), handle);

    public async Task<IActionResult> OnPostAsync(string handle, CancellationToken cancellation)
    {
        IFormCollection form = Request.Form;
        string decision = form["decision"].ToString();
        string until = form["until"].ToString();
        DateTimeOffset? end = null;
        bool isReadable = until.Length == 0;
        if (!isReadable && FactText.TryInstant(until, out DateTimeOffset chosen))
        {
            (end, isReadable) = (chosen, true);
        }

        if (decision is not ("approve" or "deny" or "stop") || !isReadable)
        {
            Problem = Unclear;
            return Result(await desk.ShowAsync(HttpContext, handle, cancellation), handle);
        }

        ApprovalChoice choice = new(decision == "approve", form["shown"].ToString(), form["drop"].OfType<string>().ToValueArray(), end) { StopsAsking = decision == "stop" };
        return Result(await desk.DecideAsync(HttpContext, handle, choice, cancellation), handle);
    }

    private IActionResult Result(ApprovalOutcome outcome, string handle) => outcome.Match<IActionResult>(
        show =>
        {
            Shown = show.Page;
            Problem ??= show.Problem;
            Action = $"{Interactions.Path}{WebUtility.UrlEncode(handle)}/approve";
            return Page();
        },
        next => new EndpointResult(InteractionEndpoint.Result(next.Step, handle)));

    /// <summary>An endpoint's answer as a page's.</summary>
    private sealed class EndpointResult(IResult result) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => result.ExecuteAsync(context.HttpContext);
    }
}
