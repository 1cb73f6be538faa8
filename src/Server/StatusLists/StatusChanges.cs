using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.StatusLists;

/// <summary>Notes, in the transaction of what ends or pauses tokens, that lists have to be built anew. No token is looked at: a stop costs the same for any number.</summary>
/// <remarks>Source: <c>docs/adr/0006-stopping-is-one-write.md</c>.</remarks>
internal static class StatusChanges
{
    /// <summary>A token was given up.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="token">The token.</param>
    public static void Token(IStoreTransaction write, IssuedToken token)
    {
        if (token.StatusNumber is { } number)
        {
            Note(write, StatusOwner.Token, token.TokenId, new StatusPlace(number).List, token.ExpiresAt + StatusPlaces.Grace);
        }
    }

    /// <summary>A family ended.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="familyId">The family.</param>
    public static void Family(IStoreTransaction write, string familyId) => Note(write, StatusOwner.Family, familyId, null, write.Now + StatusPlaces.ListLife);

    /// <summary>A Mission moved, or became narrower.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="missionId">The Mission.</param>
    public static void Mission(IStoreTransaction write, string missionId) => Note(write, StatusOwner.Mission, missionId, null, write.Now + StatusPlaces.ListLife);

    private static void Note(IStoreTransaction write, StatusOwner kind, string owner, long? list, DateTimeOffset keepUntil) => write.Put(
        StatusTables.Changes,
        new StatusChange { Kind = kind, Owner = owner, Number = write.NextSequence(StatusTables.ChangeNumbers), List = list, KeepUntil = keepUntil });
}
