using Microsoft.AspNetCore.Mvc.RazorPages;
using MissionPolicy.Server.Deferred;

namespace MissionPolicy.Server.Pages.Approve;

/// <summary>Where a person ends up whose answer a client waits for elsewhere. It says
/// how the visit ended and nothing of the request.</summary>
internal sealed class DoneModel : PageModel
{
    /// <summary>The heading.</summary>
    public string Title => DeferralWords.Of(Outcome).Title;

    /// <summary>What it means.</summary>
    public string Text => DeferralWords.Of(Outcome).Text;

    private string? Outcome => Request.Query[DeferralWords.Member] is [{ } only] ? only : null;
}
