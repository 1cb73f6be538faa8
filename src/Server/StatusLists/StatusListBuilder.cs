using System.Runtime.CompilerServices;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.StatusLists;

/// <summary>Derives which tokens of a list are not valid, from what the tokens belong to.</summary>
/// <remarks>Only the tokens of what has changed are looked at, so that a list costs what is stopped in it and not what it holds.</remarks>
internal sealed class StatusListBuilder(IStore store, TimeProvider time)
{
    /// <summary>The version of every list: it differs as soon as anything was noted.</summary>
    /// <remarks>When the last change is forgotten an earlier number comes back. A list kept under that number is older than <c>ttl</c> by then, or lacks only
    /// tokens that have expired.</remarks>
    /// <param name="cancellation">Stops looking.</param>
    public async ValueTask<long> VersionAsync(CancellationToken cancellation)
    {
        TableQuery last = TableQuery.Between(StatusTables.ByNumber, (string?)null, null) with { Descending = true, Limit = 1 };
        Page<StatusChange> found = await store.FindAsync(StatusTables.Changes, last, cancellation);
        return found.Items.IsEmpty ? 0 : found.Items[0].Value.Number;
    }

    /// <summary>The tokens of a list that are not valid.</summary>
    /// <param name="list">Its number.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<List<(int Index, TokenStatus Status)>> StoppedAsync(long list, CancellationToken cancellation)
    {
        List<(int Index, TokenStatus Status)> stopped = [];
        Dictionary<string, GrantFamily?> families = new(StringComparer.Ordinal);
        foreach (string changed in (string[])[StatusTables.Key(list), StatusTables.AnyList])
        {
            await foreach (StatusChange change in AllAsync(StatusTables.Changes, TableQuery.Where(StatusTables.ByList, changed), cancellation))
            {
                await AddAsync(list, change, families, stopped, cancellation);
            }
        }

        return stopped;
    }

    private async Task AddAsync(
        long list, StatusChange change, Dictionary<string, GrantFamily?> families, List<(int Index, TokenStatus Status)> stopped, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        Mission? mission = change.Kind == StatusOwner.Mission ? (await store.GetAsync(MissionTables.Missions, change.Owner, cancellation))?.Value : null;
        if (mission is { NarrowedIn: 0 } && MissionClock.Effective(mission, now) == MissionState.Active)
        {
            return;
        }

        await foreach (IssuedToken token in TokensAsync(change, now, cancellation))
        {
            if (token.StatusNumber is not { } number || new StatusPlace(number).List != list)
            {
                continue;
            }

            if (token.MissionId is { } missionId && mission?.MissionId != missionId)
            {
                mission = (await store.GetAsync(MissionTables.Missions, missionId, cancellation))?.Value;
            }

            if (!families.TryGetValue(token.FamilyId, out GrantFamily? family))
            {
                families[token.FamilyId] = family = (await store.GetAsync(TokenTables.Families, token.FamilyId, cancellation))?.Value;
            }

            if (StatusOf.Token(token, family, mission, now) is not TokenStatus.Valid and TokenStatus status)
            {
                stopped.Add((new StatusPlace(number).Index, status));
            }
        }
    }

    private async IAsyncEnumerable<IssuedToken> TokensAsync(StatusChange change, DateTimeOffset now, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (change.Kind == StatusOwner.Token)
        {
            if (await store.GetAsync(TokenTables.Issued, change.Owner, cancellation) is { } one)
            {
                yield return one.Value;
            }

            yield break;
        }

        string index = change.Kind == StatusOwner.Family ? TokenTables.ByFamilyEnd : TokenTables.ByMissionEnd;
        TableQuery live = TableQuery.Between(index, TokenTables.EndValue(change.Owner, now - StatusPlaces.Grace), TokenTables.EndValue(change.Owner, null));
        await foreach (IssuedToken token in AllAsync(TokenTables.Issued, live, cancellation))
        {
            yield return token;
        }
    }

    private async IAsyncEnumerable<T> AllAsync<T>(Table<T> table, TableQuery query, [EnumeratorCancellation] CancellationToken cancellation)
        where T : class
    {
        TableQuery next = query with { Limit = TableQuery.MaxLimit };
        while (true)
        {
            Page<T> page = await store.FindAsync(table, next, cancellation);
            foreach (Document<T> row in page.Items)
            {
                yield return row.Value;
            }

            if (page.Next is not { } after)
            {
                yield break;
            }

            next = next with { After = after };
        }
    }
}
