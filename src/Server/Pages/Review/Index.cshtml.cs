using System.Collections.Immutable;
using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Review;

/// <summary>The queue: what waits for the person at the browser.</summary>
internal sealed class IndexModel(BrowserSession sessions, ReviewDesk desk, ReviewSheets sheets) : ReviewPage(sessions)
{
    public ImmutableArray<ReviewSheet> Waiting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await WhoAsync() is not { } reviewer)
        {
            return SignIn(null);
        }

        ImmutableArray<ReviewSheet>.Builder waiting = ImmutableArray.CreateBuilder<ReviewSheet>();
        foreach (ReviewCase review in await desk.WaitingAsync(reviewer, cancellation))
        {
            if (await sheets.OfAsync(review, cancellation) is { } sheet)
            {
                waiting.Add(sheet);
            }
        }

        Waiting = waiting.ToImmutable();
        return Page();
    }
}
