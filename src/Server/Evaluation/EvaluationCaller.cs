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
    public ReasonDetail Detail => IsAuthor ? ReasonDetail.Author : ReasonDetail.Wire;

    public static EvaluationCaller Of(ClaimsPrincipal user) =>
        new(user.FindFirstValue("client_id") ?? user.FindFirstValue("sub") ?? string.Empty, Scopes.Has(user, Scopes.Author));

    /// <summary>Whether the caller may learn of a Mission: its client, one of its resource servers, or an author.</summary>
    public bool MaySee(StandingMission mission) =>
        IsAuthor || mission.Envelope.Client == Client || mission.Envelope.Grants.Any(grant => grant.At == Client);
}
