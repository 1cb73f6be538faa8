using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>Answers introspection: only the token's audience and its own client learn more than <c>active: false</c>.</summary>
/// <remarks>Source: RFC 7662 §2.2, §4; derivation digest §8.</remarks>
internal sealed class IntrospectionAnswers(IStore store, OwnTokens own, TokenLife life, TimeProvider time)
{
    /// <summary>Asks.</summary>
    /// <param name="token">The token as it came: an access token or a refresh token.</param>
    /// <param name="caller">The authenticated caller.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<Introspection> AskAsync(string token, Client caller, CancellationToken cancellation)
    {
        if (await own.ReadAsync(token, TokenSigner.AccessTokenType) is { } access)
        {
            TokenStanding standing = await life.AskAsync(access.Id, cancellation);
            return standing.Token is { } row && MayKnow(row, caller) ? new Introspection(access, standing) : Introspection.Nothing;
        }

        return Introspection.Nothing;
    }

    /// <summary>Whether a refresh token of the caller still counts.</summary>
    public async Task<bool> IsLiveRefreshAsync(string token, Client caller, CancellationToken cancellation)
    {
        Document<RefreshToken>? row = await store.GetAsync(TokenTables.Refresh, HandleHash.Of(token).Value, cancellation);
        if (row is null || row.Value.ClientId != caller.ClientId || row.Value.ReplacedAt is not null || row.Value.ExpiresAt <= time.GetUtcNow())
        {
            return false;
        }

        Document<GrantFamily>? family = await store.GetAsync(TokenTables.Families, row.Value.FamilyId, cancellation);
        return family is { Value.EndedAt: null };
    }

    private static bool MayKnow(IssuedToken token, Client caller) => caller.Resource == token.Audience || caller.ClientId == token.ClientId;
}
