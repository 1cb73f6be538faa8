using System.Security.Claims;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Evaluation;

/// <summary>Who asks, as the access token says.</summary>
/// <param name="Client">The client (<c>client_id</c>).</param>
/// <param name="IsAuthor">Whether it may see rules and lines (scope <c>author</c>).</param>
internal sealed record EvaluationCaller(string Client, bool IsAuthor)
{
    /// <summary>The Mission of the token; null for a token that is of none.</summary>
    public string? OwnMissionRef { get; init; }

    /// <summary>The key that the token is bound to and that the proof was made with.</summary>
    public string? KeyThumbprint { get; init; }

    public ReasonDetail Detail => IsAuthor ? ReasonDetail.Author : ReasonDetail.Wire;

    public static EvaluationCaller Of(HttpContext http)
    {
        ClaimsPrincipal user = http.User;
        OwnCaller? own = OwnCaller.Of(http);
        return new EvaluationCaller(user.FindFirstValue("client_id") ?? user.FindFirstValue("sub") ?? string.Empty, Scopes.Has(user, Scopes.Author))
        {
            OwnMissionRef = own?.Mission?.MissionRef,
            KeyThumbprint = own?.Token?.KeyThumbprint,
        };
    }

    /// <summary>Whether the caller is the very agent of the Mission: its token is of it. Then client, actor and key come from the credentials.</summary>
    /// <remarks>Source: pdp digest §4, rows on the acting client and the key.</remarks>
    public bool Is(StandingMission mission) => OwnMissionRef == mission.MissionRef;

    /// <summary>Whether the caller may learn of a Mission: its client, one of its resource servers, or an author.</summary>
    public bool MaySee(StandingMission mission) =>
        IsAuthor || mission.Envelope.Client == Client || mission.Envelope.Grants.Any(grant => grant.At == Client);
}
