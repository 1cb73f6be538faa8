using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Pages.Missions;

/// <summary>Every Mission, for administrators who signed in strongly enough.</summary>
internal sealed class AdminModel(
    BrowserSession sessions, MissionLists lists, MissionViews views, MissionStop stop, Overseer overseer, AccountStore accounts) : SignedInPage(sessions)
{
    private const int PageSize = 20;
    private static readonly string[] Names = ["subject", "client", "kind", "tenant", "state"];

    /// <summary>The Missions, newest first.</summary>
    public IReadOnlyList<MissionView> Shown { get; private set; } = [];

    /// <summary>The address of the next page, or null.</summary>
    public string? Next { get; private set; }

    /// <summary>The <c>sub</c> of the person asked for, or null.</summary>
    public string? Subject { get; private set; }

    /// <summary>How many were stopped by the click that led here, or null.</summary>
    public string? Stopped => Request.Query["stopped"] is [{ Length: > 0 and < 8 } count] && count.All(char.IsAsciiDigit) ? count : null;

    /// <summary>A field of the filter as it was typed.</summary>
    public string Field(string name) => Request.Query[name].ToString();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Subject = await SubjectAsync(Field("subject"), cancellation);
        MissionFilter filter = new()
        {
            Subject = Subject,
            Client = Filled("client"),
            Kind = Filled("kind"),
            Tenant = Filled("tenant"),
            State = MissionFilter.StateOf(Filled("state")),
        };
        Page<Mission> page = await lists.ReadAsync(filter, Place("cursor"), PageSize, cancellation);
        Shown = await views.OfAsync(page, SignedIn.Account.Subject, cancellation);
        Next = page.Next is { } next
            ? QueryHelpers.AddQueryString("/admin/missions", Names.Select(name => KeyValuePair.Create(name, Filled(name))).Append(KeyValuePair.Create("cursor", (string?)next.ToString())).Where(pair => pair.Value is not null))
            : null;
    }

    /// <summary>Stops everything that acts for one person.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        string subject = Request.Form["subject"].ToString();
        string reason = MissionAuthority.ReasonFor(MissionOperation.Revoke, Parties.Administrator)!;
        int stopped = subject.Length == 0 ? 0 : await stop.AllAsync(subject, SignedIn.Account.Subject, reason, cancellation);
        return SeeOther(QueryHelpers.AddQueryString(
            "/admin/missions", new Dictionary<string, string?> { ["subject"] = subject, ["stopped"] = stopped.ToString(CultureInfo.InvariantCulture) }));
    }

    /// <inheritdoc/>
    protected override Task<IActionResult?> RefuseAsync() => Task.FromResult<IActionResult?>(
        !overseer.IsAdministrator(SignedIn) ? NotFound() : overseer.MissingLevel(SignedIn, null) is { } acr ? StepUp(acr) : null);

    private string? Filled(string name) => Field(name) is { Length: > 0 } text ? text : null;

    // A username is what an administrator knows; the sub is what logs show.
    private async Task<string?> SubjectAsync(string typed, CancellationToken cancellation) =>
        typed.Length == 0 ? null : (await accounts.FindByUsernameAsync(typed, cancellation))?.Subject ?? typed;
}
