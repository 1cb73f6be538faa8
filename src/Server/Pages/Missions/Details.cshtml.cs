using Microsoft.AspNetCore.Mvc;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>One Mission: what it may do, what it did, and what the person may do about it.</summary>
/// <remarks>A Mission that is nothing to the person and one that does not exist look the same.</remarks>
internal sealed class DetailsModel(
    BrowserSession sessions, MissionFinder missions, MissionCeilings ceilings, MissionViews views, Overseer overseer, MissionActs acts) : SignedInPage(sessions)
{
    /// <summary>The Mission.</summary>
    public MissionView View { get; private set; } = null!;

    /// <summary>What was wrong with the last click, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the person sees it because they oversee everybody's.</summary>
    public bool IsOverseen { get; private set; }

    /// <summary>What can be done now, in the order of the buttons.</summary>
    public IReadOnlyList<MissionOperation> Offered { get; private set; } = [];

    /// <summary>The earlier ends that can be chosen; null where the person may not narrow, or not now.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Ends { get; private set; }

    public async Task<IActionResult> OnGetAsync(string missionRef, CancellationToken cancellation) =>
        await FindAsync(missionRef, cancellation) is { } mission
        ? await ShowAsync(mission, null, cancellation)
        : Absent();

    public async Task<IActionResult> OnPostAsync(string missionRef, CancellationToken cancellation)
    {
        if (await FindAsync(missionRef, cancellation) is not { } mission)
        {
            return Absent();
        }

        string operation = Request.Form["operation"].ToString();
        if (MissionAuthority.ReasonFor(operation, overseer.Of(mission, SignedIn)) is not { } reason)
        {
            return overseer.MissingLevel(SignedIn, operation) is { } acr ? StepUp(acr) : await ShowAsync(mission, "That is not for you to do.", cancellation);
        }

        string subject = SignedIn.Account.Subject;
        string? problem = operation == MissionOperation.Narrow
            ? await acts.NarrowAsync(mission, Wanted(), subject, reason, cancellation)
            : await acts.MoveAsync(mission, MissionOperation.All[operation], subject, reason, cancellation);
        return problem is null ? SeeOther(Request.Path) : await ShowAsync(mission, problem, cancellation);
    }

    private async Task<Mission?> FindAsync(string missionRef, CancellationToken cancellation)
    {
        Storage.Document<Mission>? found = await missions.ByRefAsync(missionRef, cancellation);
        return found is not null && overseer.Of(found.Value, SignedIn) != Parties.None ? (await ceilings.MeetAsync(found, cancellation)).Value : null;
    }

    // An administrator who has yet to sign in more strongly is asked to, whether or not there is such a Mission.
    private IActionResult Absent() => overseer.MissingLevel(SignedIn, null) is { } acr ? StepUp(acr) : NotFound();

    // A page that was left open does not send anything but what its form offers; anything else is not a narrowing.
    private Narrowing? Wanted()
    {
        string until = Request.Form["until"].ToString();
        DateTimeOffset? end = FactText.TryInstant(until, out DateTimeOffset at) ? at : null;
        return until.Length > 0 && end is null ? null : new Narrowing(Request.Form["drop"].OfType<string>().ToValueArray(), end);
    }

    private async Task<IActionResult> ShowAsync(Mission before, string? problem, CancellationToken cancellation)
    {
        Mission mission = problem is null ? before : (await missions.ByIdAsync(before.MissionId, cancellation))?.Value ?? before;
        Parties who = overseer.Of(mission, SignedIn);
        Problem = problem;
        IsOverseen = (who & (Parties.Subject | Parties.Approver)) == Parties.None;
        View = await views.OfAsync(mission, SignedIn.Account.Subject, MissionViews.ManyLines, Place("older"), cancellation);
        Offered = acts.Offered(mission, who, overseer.IsAdministrator(SignedIn));
        Ends = MissionAuthority.ReasonFor(MissionOperation.Narrow, who) is null ? null : acts.Ends(mission);
        return Page();
    }
}
