using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Review;

/// <summary>One proposal: what it would allow, who asks, what it adds to what that person holds, and the decision.</summary>
internal sealed class DecideModel(BrowserSession sessions, ReviewDesk desk, ReviewSheets sheets) : ReviewPage(sessions)
{
    private const string Unclear = "Please choose Approve, Deny or Ask for less.";

    /// <summary>What the page shows.</summary>
    public ReviewSheet Sheet { get; private set; } = null!;

    /// <summary>Whether the person may decide now.</summary>
    public bool MayDecide { get; private set; }

    /// <summary>What is in the way, or was wrong with the last answer.</summary>
    public string? Problem { get; private set; }

    /// <summary>What the answer came to, or null before one was given.</summary>
    public string? Done { get; private set; }

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellation)
    {
        if (await WhoAsync() is not { } reviewer)
        {
            return SignIn(null);
        }

        // Whoever comes back from the sign-in pages without what is needed sees the proposal and what is missing, not the sign-in again.
        bool mayAsk = Request.Query["sign_in"].Count == 0;
        return await ShowAsync(await desk.LookAsync(id, reviewer, cancellation), mayAsk, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellation)
    {
        if (await WhoAsync() is not { } reviewer)
        {
            return SignIn(null);
        }

        ReviewAnswer answer = ReviewWords.Read(Request.Form["decision"].ToString());
        string comment = Request.Form["comment"].ToString();
        if (answer == ReviewAnswer.None || comment.Length > ReviewWords.LongestComment)
        {
            Problem = answer == ReviewAnswer.None ? Unclear : $"The comment is longer than {ReviewWords.LongestComment} characters.";
            return await ShowAsync(await desk.LookAsync(id, reviewer, cancellation), mayAsk: true, cancellation);
        }

        ReviewOutcome outcome = await desk.AnswerAsync(id, reviewer, answer, ReviewWords.Comment(comment), cancellation);
        Done = outcome.Match(known => Words(known.Decision), _ => null);
        return await ShowAsync(outcome, mayAsk: true, cancellation);
    }

    private async Task<IActionResult> ShowAsync(ReviewOutcome outcome, bool mayAsk, CancellationToken cancellation)
    {
        if (outcome is not ReviewOutcome.Known known || await sheets.OfAsync(known.Case, cancellation) is not { } sheet)
        {
            return NotFound();
        }

        Sheet = sheet;
        return known.Decision.Match<IActionResult>(
            refused =>
            {
                Problem = string.Join(" ", refused.Reasons.Select(reason => Why(reason.Code)));
                return Page();
            },
            stepUp =>
            {
                Problem = "To decide on this, you have to sign in more strongly.";
                return mayAsk ? SignIn(stepUp.Requirement) : Page();
            },
            _ =>
            {
                MayDecide = Done is null;
                return Page();
            },
            _ => Page(),
            _ => Page());
    }

    private static string? Words(ReviewDecision decision) => decision.Match(
        _ => null,
        _ => null,
        open => $"Your approval is kept. {open.Missing} more {(open.Missing == 1 ? "is" : "are")} needed.",
        _ => "Approved. The application may begin.",
        denied => denied.Code == ReasonCodes.NarrowRequested ? "Sent back: the application is told to ask for less." : (string?)"Denied.");

    private static string Why(string code) => code switch
    {
        ReasonCodes.RequesterMayNotDecide => "You asked for this yourself, so others have to decide.",
        ReasonCodes.DecidedBefore => "You have approved this already; another person has to agree.",
        _ => "This is decided, cancelled or past its time.",
    };
}
