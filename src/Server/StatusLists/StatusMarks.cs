using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.StatusLists;

/// <summary>Marks tokens in their lists, in the transaction of what ends or pauses them. Only tokens that are not expired are looked at.</summary>
internal static class StatusMarks
{
    // Clocks differ, and a consumer may look at a token just before its end.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    /// <summary>Marks a token that was given up.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="token">The token.</param>
    public static void EndToken(IStoreTransaction write, IssuedToken token) => Mark(write, [token], static (_, _) => TokenStatus.Invalid);

    /// <summary>Marks every token of a family that ended.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="familyId">The family.</param>
    public static void EndFamily(IStoreTransaction write, string familyId) =>
        Mark(write, Live(write, TokenTables.ByFamilyEnd, familyId), static (_, _) => TokenStatus.Invalid);

    /// <summary>Marks every token of a Mission that moved.</summary>
    /// <param name="write">The transaction.</param>
    /// <param name="missionId">The Mission.</param>
    /// <param name="status">What its tokens are now, unless they ended on their own before.</param>
    public static void Move(IStoreTransaction write, string missionId, TokenStatus status) => Mark(
        write,
        Live(write, TokenTables.ByMissionEnd, missionId),
        (inside, token) => status == TokenStatus.Invalid || token.RevokedAt is not null || !Families.IsAlive(inside, token.FamilyId) ? TokenStatus.Invalid : status);

    private static IEnumerable<IssuedToken> Live(IStoreTransaction write, string index, string owner)
    {
        TableQuery query = TableQuery.Between(index, TokenTables.EndValue(owner, write.Now), TokenTables.EndValue(owner, null)) with { Limit = TableQuery.MaxLimit };
        while (true)
        {
            Page<IssuedToken> page = write.Find(TokenTables.Issued, query);
            foreach (Document<IssuedToken> row in page.Items)
            {
                yield return row.Value;
            }

            if (page.Next is not { } next)
            {
                yield break;
            }

            query = query with { After = next };
        }
    }

    private static void Mark(IStoreTransaction write, IEnumerable<IssuedToken> tokens, Func<IStoreTransaction, IssuedToken, TokenStatus> status)
    {
        HashSet<long> changed = [];
        foreach (IssuedToken token in tokens)
        {
            if (token.StatusNumber is { } number && Set(write, number, status(write, token), token.ExpiresAt + Grace))
            {
                changed.Add(new StatusPlace(number).List);
            }
        }

        foreach (long list in changed)
        {
            if (write.Get(StatusTables.Lists, StatusTables.Key(list)) is { } row)
            {
                write.Update(StatusTables.Lists, row.Value with { Version = row.Value.Version + 1 }, row.Version);
            }
        }
    }

    private static bool Set(IStoreTransaction write, long number, TokenStatus status, DateTimeOffset keepUntil)
    {
        string key = StatusTables.Key(number);
        if (status == TokenStatus.Valid)
        {
            return write.Delete(StatusTables.Marks, key);
        }

        if (write.Get(StatusTables.Marks, key)?.Value.Status == status)
        {
            return false;
        }

        write.Put(StatusTables.Marks, new StatusMark { Number = number, Status = status, KeepUntil = keepUntil });
        return true;
    }
}
