using System.Diagnostics.Metrics;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Observability;

/// <summary>Gauges of what waits. The store is asked when they are collected, and never otherwise.</summary>
/// <param name="instruments">Whose meter.</param>
/// <param name="store">The store.</param>
/// <param name="tables">The tables of this host; a role that has no such queue has no such gauge.</param>
/// <param name="time">The clock.</param>
internal sealed class QueueLengths(ServerInstruments instruments, IStore store, IEnumerable<TableDefinition> tables, TimeProvider time)
    : IHostedService
{
    private static readonly KeyValuePair<string, object?> Push = TelemetryTags.Of(TelemetryTags.Delivery, "push");
    private static readonly KeyValuePair<string, object?> Poll = TelemetryTags.Of(TelemetryTags.Delivery, "poll");

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Gauge("mission_policy.storage.queue", "{write}", "Writes that wait for the writer.", () => [new(store.Health.Waiting)]);
        Gauge("mission_policy.storage.pending_cells", "{cell}", "Changed cells that LiteDB does not have yet.", PendingCells);
        if (tables.Contains(SignalTables.Outbox))
        {
            Gauge("mission_policy.signals.outbox", "{event}", "Events that their receivers do not have yet.", Outbox);
        }

        if (tables.Contains(DeferredTables.Pings))
        {
            Gauge("mission_policy.deferred.pings", "{ping}", "Pings that are to be sent.", Pings);
        }

        if (tables.Contains(ReviewTables.Cases))
        {
            Gauge("mission_policy.reviews.pending", "{review}", "Proposals that wait for reviewers.", Reviews);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Gauge(string name, string unit, string description, Func<IEnumerable<Measurement<long>>> read) =>
        instruments.Meter.CreateObservableGauge(name, () => Read(read), unit, description);

    // A store that has failed or is closed says so elsewhere: a gauge without a value is no reason to end a collection.
    private static IEnumerable<Measurement<long>> Read(Func<IEnumerable<Measurement<long>>> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is StoreUnavailableException or ObjectDisposedException)
        {
            return [];
        }
    }

    private IEnumerable<Measurement<long>> PendingCells() => [new(store.Health.PendingCells)];

    private IEnumerable<Measurement<long>> Pings() =>
        [new(Count(DeferredTables.Pings, TableQuery.Between(DeferredTables.ByDue, (DateTimeOffset?)null, null)))];

    private IEnumerable<Measurement<long>> Reviews() =>
        [new(Count(ReviewTables.Cases, TableQuery.Between(ReviewTables.ByDeadline, time.GetUtcNow(), null)))];

    // Stream by stream, so that writers wait for one count at a time. A stream whose backlog is zero has no events: it is never too low.
    private IEnumerable<Measurement<long>> Outbox()
    {
        long pushed = 0;
        long polled = 0;
        PageCursor? after = null;
        do
        {
            Page<SignalStream> page = Wait(store.FindAsync(
                SignalTables.Streams, TableQuery.All with { Limit = TableQuery.MaxLimit, After = after }, CancellationToken.None));
            foreach (SignalStream stream in page.Items.Select(static row => row.Value).Where(static stream => stream.Backlog > 0))
            {
                long waiting = Count(SignalTables.Outbox, TableQuery.Where(SignalTables.ByStream, stream.StreamId));
                pushed += stream.Method == DeliveryMethods.Push ? waiting : 0;
                polled += stream.Method == DeliveryMethods.Push ? 0 : waiting;
            }

            after = page.Next;
        }
        while (after is not null);
        return [new(pushed, Push), new(polled, Poll)];
    }

    private long Count<T>(Table<T> table, TableQuery query)
        where T : class => Wait(store.CountAsync(table, query, CancellationToken.None));

    // A gauge is read synchronously, on the thread of the one who collects. The embedded store answers at once.
    private static T Wait<T>(ValueTask<T> answer) => answer.AsTask().GetAwaiter().GetResult();
}
