using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Compat;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Tokens;

/// <summary>Answers introspection: only the token's audience and its own client learn more than <c>active: false</c>.</summary>
/// <remarks>Source: RFC 7662 §2.2, §4; derivation digest §8.</remarks>
internal sealed class IntrospectionAnswers(OwnTokens own, TokenLife life, IClientRegistry clients, SubjectIdentifiers subjects, IOptions<MissionDraftOptions> draft)
{
    /// <summary>Asks.</summary>
    /// <param name="token">The token as it came. Only access tokens have an audience that could ask; all others are not active to anybody.</param>
    /// <param name="caller">The authenticated caller.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<Introspection> AskAsync(string token, Client caller, CancellationToken cancellation)
    {
        if (await own.ReadAsync(token, TokenSigner.AccessTokenType) is { } access)
        {
            TokenStanding standing = await life.AskAsync(access.Id, cancellation);
            return standing.Token is { } row && MayKnow(row, caller)
                ? new Introspection(access, standing) { TellsMissionClaim = draft.Value.Enabled, ApprovedBy = await ApprovedByAsync(standing, row.ClientId, cancellation) }
                : Introspection.Nothing;
        }

        return Introspection.Nothing;
    }

    // The subject's own approval is in the claims of the token.
    private async ValueTask<ImmutableArray<ApprovalRecord>> ApprovedByAsync(TokenStanding standing, string clientId, CancellationToken cancellation)
    {
        ImmutableArray<ApprovalRecord>.Builder others = ImmutableArray.CreateBuilder<ApprovalRecord>();
        string? sector = (await clients.FindAsync(clientId, cancellation))?.Sector;
        foreach (ApprovalRecord approval in standing.Mission is { } mission ? mission.Approvals.Where(approval => approval.Subject != mission.Subject) : [])
        {
            others.Add(approval with { Subject = await subjects.ForAsync(approval.Subject, sector, cancellation) });
        }

        return others.ToImmutable();
    }

    private static bool MayKnow(IssuedToken token, Client caller) => caller.Resource == token.Audience || caller.ClientId == token.ClientId;
}
