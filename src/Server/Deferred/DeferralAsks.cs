using System.Collections.Immutable;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Deferred;

/// <summary>Lists the questions that wait for a person.</summary>
internal sealed class DeferralAsks(IStore store, IClientRegistry clients, CatalogHost catalog, DeferralEntrance entrance, TimeProvider time)
{
    private const int MostShown = 50;

    /// <summary>What waits for a person, oldest first.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<ImmutableArray<DeferralAsk>> OfAsync(string subject, CancellationToken cancellation)
    {
        Page<DeferredProcess> page = await store.FindAsync(
            DeferredTables.Processes, TableQuery.Where(DeferredTables.ByPerson, DeferredTables.PersonKey(subject)) with { Limit = MostShown }, cancellation);
        ImmutableArray<DeferralAsk>.Builder asks = ImmutableArray.CreateBuilder<DeferralAsk>();
        foreach (DeferredProcess process in page.Items.Select(item => item.Value).OrderBy(process => process.StartedAt))
        {
            if (DeferredClock.Effective(process, time.GetUtcNow()) == DeferredState.Open)
            {
                asks.Add(await AskAsync(process, cancellation));
            }
        }

        return asks.ToImmutable();
    }

    /// <summary>One question, in words.</summary>
    /// <param name="process">The request.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<DeferralAsk> AskAsync(DeferredProcess process, CancellationToken cancellation) => new(
        (await clients.FindAsync(process.ClientId, cancellation))?.Name ?? process.ClientId,
        catalog.Current.Purpose(process.Kind!)?.Entry.Title ?? process.Kind!,
        entrance.PathOf(process),
        process.StartedAt,
        process.EndsAt);
}
