using System.Security.Claims;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Evaluation;

/// <summary>Who asks: a resource server, an agent, or an author of the catalog. What credentials say of a caller is never taken from the question.</summary>
/// <param name="Client">The client of the token, or its subject.</param>
/// <param name="IsAuthor">Whether catalog lines and rule names may be shown.</param>
internal sealed record EvaluationCaller(string Client, bool IsAuthor)
{
    /// <summary>What the token of this server says; null for a token of another issuer.</summary>
    public OwnCaller? Own { get; init; }

    /// <summary>The registration of the caller; null where it is not registered here.</summary>
    public Client? Registered { get; init; }

    /// <summary>How much of each reason the caller sees.</summary>
    public ReasonDetail Detail => IsAuthor ? ReasonDetail.Author : ReasonDetail.Wire;

    /// <summary>Reads the caller from the request.</summary>
    public static async ValueTask<EvaluationCaller> OfAsync(HttpContext http, IClientRegistry clients, CancellationToken cancellation)
    {
        OwnCaller? own = OwnCaller.Of(http) is { Token: not null } known ? known : null;
        return Of(http.User) with { Own = own, Registered = own is null ? null : await clients.FindAsync(own.ClientId, cancellation) };
    }

    /// <summary>Reads the caller from the token alone.</summary>
    public static EvaluationCaller Of(ClaimsPrincipal user) =>
        new(user.FindFirstValue("client_id") ?? user.FindFirstValue("sub") ?? string.Empty, Scopes.Has(user, Scopes.Author));

    /// <summary>Whether the caller speaks for the agent of a stored Mission, with its own credentials.</summary>
    public bool IsAgentOf(Mission mission) => Own is not null && Client == mission.Client;

    /// <summary>Whether the caller may know that this Mission exists.</summary>
    /// <remarks>A token that is bound to one Mission tells of that one only. Source: pdp digest §2, caller.</remarks>
    public bool MaySee(StandingMission mission)
    {
        if (Own?.Token?.MissionId is { } bound && mission.Stored?.MissionId != bound)
        {
            return false;
        }

        string? server = Own is null ? Client : Registered?.Resource;
        return IsAuthor || mission.Envelope.Client == Client || mission.Envelope.Grants.Any(grant => grant.At == server);
    }
}
