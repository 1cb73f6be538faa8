using Microsoft.Extensions.Options;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Compat;

namespace MissionPolicy.Server.Tokens;

/// <summary>Answers introspection: only the token's audience and its own client learn more than <c>active: false</c>.</summary>
/// <remarks>Source: RFC 7662 §2.2, §4; derivation digest §8.</remarks>
internal sealed class IntrospectionAnswers(OwnTokens own, TokenLife life, IOptions<MissionDraftOptions> draft)
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
            return standing.Token is { } row && MayKnow(row, caller) ? new Introspection(access, standing) { TellsMissionClaim = draft.Value.Enabled } : Introspection.Nothing;
        }

        return Introspection.Nothing;
    }

    private static bool MayKnow(IssuedToken token, Client caller) => caller.Resource == token.Audience || caller.ClientId == token.ClientId;
}
