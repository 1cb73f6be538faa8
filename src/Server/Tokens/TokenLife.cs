using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tokens;

/// <summary>Is what was issued still honoured? The same rule as in a status list, asked of one token.</summary>
/// <remarks>Source: derivation digest §8; article, "coherent invalidation".</remarks>
internal sealed class TokenLife(IStore store, TimeProvider time, MissionCeilings? ceilings = null)
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
        Document<Mission>? mission = row.Value.MissionId is { } missionId ? await store.GetAsync(MissionTables.Missions, missionId, cancellation) : null;
        mission = mission is null || ceilings is null ? mission : await ceilings.MeetAsync(mission, cancellation);
        MissionState? state = mission is null ? null : MissionClock.Effective(mission.Value, now);
        bool isActive = StatusOf.Token(row.Value, family?.Value, mission?.Value, now) == TokenStatus.Valid;
        return new TokenStanding(row.Value, mission?.Value, state, isActive) { IsStopped = !isActive && StatusOf.IsAlive(row.Value, family?.Value, mission?.Value) };
    }
}
