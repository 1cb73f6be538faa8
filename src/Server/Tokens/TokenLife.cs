using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>Is what was issued still honoured? Its own row, its family and its Mission all have to say yes.</summary>
/// <remarks>Source: derivation digest §8; article, "coherent invalidation".</remarks>
internal sealed class TokenLife(IStore store, TimeProvider time)
{
    /// <summary>The standing of an issued token.</summary>
    /// <param name="tokenId">Its <c>jti</c>.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<TokenStanding> AskAsync(string tokenId, CancellationToken cancellation)
    {
        Document<IssuedToken>? row = await store.GetAsync(TokenTables.Issued, tokenId, cancellation);
        DateTimeOffset now = time.GetUtcNow();
        if (row is null || row.Value.RevokedAt is not null || row.Value.ExpiresAt <= now)
        {
            return TokenStanding.Unknown;
        }

        Document<GrantFamily>? family = await store.GetAsync(TokenTables.Families, row.Value.FamilyId, cancellation);
        bool isFamilyAlive = family is { Value.EndedAt: null };
        if (row.Value.MissionId is not { } missionId)
        {
            return new TokenStanding(row.Value, null, null, isFamilyAlive);
        }

        Document<Mission>? mission = await store.GetAsync(MissionTables.Missions, missionId, cancellation);
        MissionState? state = mission is null ? null : MissionClock.Effective(mission.Value, now);
        bool isAlive = isFamilyAlive && mission is not null && !IsOutrun(row.Value, mission.Value);
        return new TokenStanding(row.Value, mission?.Value, state, isAlive && state == MissionState.Active) { IsStopped = isAlive && state != MissionState.Active };
    }

    /// <summary>Whether the Mission was narrowed since: what was derived before may lie outside by now.</summary>
    /// <param name="token">The token.</param>
    /// <param name="mission">Its Mission.</param>
    public static bool IsOutrun(IssuedToken token, Mission mission) => token.MissionVersion < mission.NarrowedIn;
}
