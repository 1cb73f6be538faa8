using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.StatusLists;

/// <summary>The one rule of what an issued token is: its own record, its family and its Mission all have to say that it is valid.</summary>
/// <remarks>Introspection asks it of one token, a status list of many. Source: derivation digest §8; article, "coherent invalidation".</remarks>
internal static class StatusOf
{
    /// <summary>The status of a token that has not expired.</summary>
    /// <param name="token">The token.</param>
    /// <param name="family">Its family; null where the record is gone.</param>
    /// <param name="mission">Its Mission; null where it has none or the record is gone.</param>
    /// <param name="now">The time.</param>
    public static TokenStatus Token(IssuedToken token, GrantFamily? family, Mission? mission, DateTimeOffset now)
    {
        if (!IsAlive(token, family, mission))
        {
            return TokenStatus.Invalid;
        }

        return mission is null ? TokenStatus.Valid : MissionClock.Effective(mission, now) switch
        {
            MissionState.Active => TokenStatus.Valid,
            MissionState.Suspended => TokenStatus.Suspended,
            _ => TokenStatus.Invalid,
        };
    }

    /// <summary>Whether nothing but the state of its Mission can stand against a token that has not expired.</summary>
    /// <param name="token">The token.</param>
    /// <param name="family">Its family; null where the record is gone.</param>
    /// <param name="mission">Its Mission; null where it has none or the record is gone.</param>
    public static bool IsAlive(IssuedToken token, GrantFamily? family, Mission? mission) =>
        token.RevokedAt is null && family is { EndedAt: null } && (token.MissionId is null || (mission is not null && !IsOutrun(token, mission)));

    /// <summary>Whether the Mission was narrowed since: what was derived before may lie outside by now.</summary>
    /// <param name="token">The token.</param>
    /// <param name="mission">Its Mission.</param>
    public static bool IsOutrun(IssuedToken token, Mission mission) => token.MissionVersion < mission.NarrowedIn;
}
