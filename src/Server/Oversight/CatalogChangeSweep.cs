using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Oversight;

/// <summary>Looks at the live Missions whose entry changed, so that receivers and
/// people learn of it where the Mission is not used.</summary>
/// <remarks>Nothing waits for this: a use looks at its Mission first. An index finds those that were not looked at, so that
/// it costs two short searches a purpose while the digests agree, and a stopped host goes on where it was.</remarks>
internal sealed class CatalogChangeSweep(
    IStore store, MissionCeilings ceilings, CatalogHost catalog, IOptions<OversightOptions> options, TimeProvider time, ILogger<CatalogChangeSweep> log) : BackgroundService
{
    private const int PageSize = 100;

    /// <summary>Looks at every live Mission that is due, a Mission a transaction.</summary>
    /// <param name="cancellation">Stops between two Missions.</param>
    /// <returns>How many were looked at.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        int met = 0;
        foreach (CompiledPurpose purpose in catalog.Current.Purposes.Values)
        {
            string kind = MissionTables.HashOf(purpose.Entry.Kind);
            string now = $"{kind}.{purpose.Digest}";
            met += await MeetAsync(TableQuery.Between(MissionTables.ByMet, kind + ".", now), cancellation);
            met += await MeetAsync(TableQuery.Between(MissionTables.ByMet, now + " ", kind + ".~"), cancellation);
        }

        return met;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; the next start goes on.
        }
    }

    private async Task<int> MeetAsync(TableQuery due, CancellationToken cancellation)
    {
        int met = 0;
        TableQuery? query = due with { Limit = PageSize };
        while (query is not null)
        {
            Page<Mission> page = await store.FindAsync(MissionTables.Missions, query, cancellation);
            foreach (Document<Mission> mission in page.Items)
            {
                await ceilings.MeetAsync(mission, cancellation);
                met++;
            }

            query = page.Next is { } next ? query with { After = next } : null;
        }

        return met;
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            if (await SweepAsync(cancellation) is > 0 and int met)
            {
                OversightLog.CatalogMet(log, met);
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // A use looks at its Mission in any case; the next tick looks at the others.
            OversightLog.CatalogSweepFailed(log, problem);
        }
    }
}
