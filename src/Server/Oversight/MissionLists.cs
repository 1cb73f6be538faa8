using System.Collections.Immutable;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Oversight;

/// <summary>Lists of Missions, newest first, page by page. A page costs a page, whatever else the store holds.</summary>
/// <remarks>The narrowest index that the filter names is walked; the rest of the filter is checked row by row, for a bounded number of rows a page. So a page
/// may hold fewer rows than its limit, even none, while more follow: only a missing cursor says that it was the last.</remarks>
internal sealed class MissionLists(IStore store, TimeProvider time)
{
    /// <summary>The largest page.</summary>
    public const int Most = 200;

    private const int MostLookedAt = 1000;

    /// <summary>One page.</summary>
    /// <param name="filter">Which Missions.</param>
    /// <param name="cursor">Where to go on; null for the newest.</param>
    /// <param name="limit">At most this many, 1 to <see cref="Most"/>.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<Page<Mission>> ReadAsync(MissionFilter filter, PageCursor? cursor, int limit, CancellationToken cancellation)
    {
        DateTimeOffset now = time.GetUtcNow();
        ImmutableArray<Document<Mission>>.Builder found = ImmutableArray.CreateBuilder<Document<Mission>>(limit);
        TableQuery query = Narrowest(filter) with { Descending = true, After = cursor };
        for (int looked = 0; looked < MostLookedAt;)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query with { Limit = limit - found.Count }, cancellation);
            found.AddRange(page.Items.Where(mission => Fits(mission.Value, filter, now)));
            looked += page.Items.Length;
            query = query with { After = page.Next };
            if (page.Next is null || found.Count == limit)
            {
                break;
            }
        }

        return new Page<Mission>(found.ToImmutable(), query.After);
    }

    private static TableQuery Narrowest(MissionFilter filter) => filter switch
    {
        { Subject: { } subject } => MissionTables.Of(filter.IsLive ? MissionTables.ByLive : MissionTables.BySubjectTime, MissionTables.HashOf(subject)),
        { Approver: { } approver } => MissionTables.Of(MissionTables.ByApprover, MissionTables.HashOf(approver)),
        { Client: { } client } => MissionTables.Of(MissionTables.ByClient, MissionTables.HashOf(client)),
        { Tenant: { } tenant } => MissionTables.Of(MissionTables.ByTenant, MissionTables.HashOf(tenant)),
        { Kind: { } kind } => MissionTables.Of(MissionTables.ByKind, MissionTables.HashOf(kind)),
        { State: { } state } => MissionTables.Of(MissionTables.ByState, MissionLedger.Word(state)),
        _ => TableQuery.Between(MissionTables.ByCreation, (string?)null, null),
    };

    private static bool Fits(Mission mission, MissionFilter filter, DateTimeOffset now)
    {
        MissionState state = MissionClock.Effective(mission, now);
        return (filter.Subject is null || filter.Subject == mission.Subject)
            && (filter.Approver is null || mission.Approvers.Contains(filter.Approver))
            && (filter.Client is null || filter.Client == mission.Client)
            && (filter.Kind is null || filter.Kind == mission.Kind)
            && (filter.Tenant is null || filter.Tenant == mission.Tenant)
            && (filter.State is null || filter.State == state)
            && !(filter.IsLive && MissionClock.IsTerminal(state));
    }
}
