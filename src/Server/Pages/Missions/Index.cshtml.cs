using System.Collections.Immutable;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>My Missions: what acts for me, and what I approved for others.</summary>
internal sealed class IndexModel(
    BrowserSession sessions, MissionLists lists, MissionViews views, QuestionStops stops, DeferralAsks asks, Overseer overseer)
    : SignedInPage(sessions)
{
    private const int PageSize = 20;

    /// <summary>The Missions, newest first.</summary>
    public IReadOnlyList<MissionView> Shown { get; private set; } = [];

    /// <summary>What applications wait for; on the first list only.</summary>
    public IReadOnlyList<DeferralAsk> Asks { get; private set; } = [];

    /// <summary>Where the next page begins, or null.</summary>
    public string? Next { get; private set; }

    /// <summary>Which list: live, all, or those approved for others.</summary>
    public string List { get; private set; } = MissionListNames.Live;

    /// <summary>Whether the list of every Mission is open to this person.</summary>
    public bool IsAdministrator => overseer.IsAdministrator(SignedIn);

    /// <summary>How many were stopped by the click that led here, or null.</summary>
    public string? Stopped => Request.Query["stopped"] is [{ Length: > 0 and < 8 } count] && count.All(char.IsAsciiDigit) ? count : null;

    /// <summary>What the person stopped, on the first page of the list.</summary>
    public ImmutableArray<StoppedView> MayNotAsk { get; private set; } = [];

    /// <summary>Whether the click that led here let an application ask again.</summary>
    public bool MayAskAgain => Request.Query["asks"] == "again";

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        string subject = SignedIn.Account.Subject;
        List = Request.Query["list"].ToString() is (MissionListNames.All or MissionListNames.Approved) and { } named ? named : MissionListNames.Live;
        MissionFilter filter = List switch
        {
            MissionListNames.All => new MissionFilter { Subject = subject },
            MissionListNames.Approved => new MissionFilter { Approver = subject },
            _ => new MissionFilter { Subject = subject, IsLive = true },
        };
        Page<Mission> page = await lists.ReadAsync(filter, Place("cursor"), PageSize, cancellation);
        Shown = await views.OfAsync(page, subject, cancellation);
        Next = page.Next?.ToString();
        MayNotAsk = Place("cursor") is null && List == MissionListNames.Live ? await stops.OfAsync(subject, cancellation) : [];
        Asks = List == MissionListNames.Live ? await asks.OfAsync(subject, cancellation) : [];
    }

    /// <summary>Whether the person may stop one of the Missions shown.</summary>
    public bool MayStop(MissionView view) =>
        view.IsLive && MissionAuthority.ReasonFor(MissionOperation.Revoke, overseer.Of(view.Mission, SignedIn)) is not null;
}
