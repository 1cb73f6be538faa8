using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MissionPolicy.Samples.ResourceGuard.Answers;
using MissionPolicy.Samples.ResourceGuard.Grants;

namespace MissionPolicy.Samples.ResourceGuard;

/// <summary>Who calls: a verified token under a Mission, with a verified proof of its key.</summary>
public sealed record MissionCaller
{
    /// <summary><c>sub</c>: the person on whose behalf.</summary>
    public required string Subject { get; init; }

    /// <summary><c>client_id</c>: the agent.</summary>
    public required string ClientId { get; init; }

    /// <summary><c>mission_ref</c>: the handle that everything done is traced by.</summary>
    public required string MissionRef { get; init; }

    /// <summary><c>cnf.jkt</c>.</summary>
    public required string KeyThumbprint { get; init; }

    /// <summary>This server.</summary>
    public required string Audience { get; init; }

    /// <summary>The usable details of type <c>mission</c>.</summary>
    public required ImmutableArray<MissionGrant> Grants { get; init; }

    /// <summary>Every claim of the token.</summary>
    public required JsonElement Claims { get; init; }

    /// <summary>The verified caller of a request that passed <see cref="GuardSetup.RequireMission"/>.</summary>
    /// <param name="http">The request.</param>
    /// <exception cref="InvalidOperationException">The route is not guarded.</exception>
    public static MissionCaller Of(HttpContext http) =>
        http.Features.Get<MissionCaller>() ?? throw new InvalidOperationException("The route has no guard.");

    /// <summary>Does the token permit this?</summary>
    /// <param name="action">What is about to be done, with every attribute that this server knows of it.</param>
    /// <returns>Null when it does; otherwise 401 <c>insufficient_authorization</c>, with what is outside of which bound where
    /// the operation itself is permitted, and with the authority that would do as <c>authorization_remediation</c>.</returns>
    public IResult? Refuse(ResourceAction action)
    {
        MissionGrant[] here = [.. Grants.Where(grant => grant.Covers(action, Audience, MissionRef))];
        return here.Length == 0 ? Refusal.InsufficientAuthorization("the token does not permit this operation here", this, action)
            : here.Any(grant => grant.Outside(action) is null) ? null
            : Refusal.InsufficientAuthorization(here[0].Outside(action)!, this, action);
    }
}
