using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Observability;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>Without a listener, measuring costs nothing that a collector of garbage would see.</summary>
[Collection(TelemetryListeners.Name)]
public sealed class SilenceTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ServerInstruments instruments;
    private readonly DecisionTelemetry telemetry;

    public SilenceTests()
    {
        instruments = new ServerInstruments(services.GetRequiredService<IMeterFactory>());
        telemetry = new DecisionTelemetry(instruments, TimeProvider.System);
    }

    public void Dispose()
    {
        instruments.Dispose();
        services.Dispose();
    }

    [Fact]
    public void A_decision_that_nobody_listens_to_allocates_nothing()
    {
        Reason outside = new() { Code = ReasonCodes.TenantOutside, Dimension = Dimension.Tenant };
        BoundaryDecision crossed = new BoundaryDecision.ReApprove([outside]);
        Decide(BoundaryDecision.Inside);
        Decide(crossed);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            Decide(BoundaryDecision.Inside);
            Decide(crossed);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task A_write_that_nobody_listens_to_is_that_of_the_store_below()
    {
        await using TemporaryStore below = new(TimeProvider.System);
        MeasuredStore store = new(new OneTask(below.Store), instruments, TimeProvider.System);
        Assert.Same(OneTask.Answer, store.WriteAsync(static _ => "done", TestContext.Current.CancellationToken));

        using MeterListener listener = new()
        {
            InstrumentPublished = (instrument, heard) =>
            {
                if (ReferenceEquals(instrument, instruments.CommitDuration))
                {
                    heard.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.Start();
        Task<string> measured = store.WriteAsync(static _ => "done", TestContext.Current.CancellationToken);
        Assert.NotSame(OneTask.Answer, measured);
        Assert.Equal("done", await measured);
    }

    private void Decide(BoundaryDecision decision)
    {
        using DecisionStep step = telemetry.Begin(DecisionKind.Boundary);
        step.Answered(DecisionSummary.Of(decision));
        telemetry.Count(DecisionKind.Boundary, DecisionSummary.Of(decision));
    }

    private sealed class OneTask(IStore store) : IStore
    {
        public static readonly Task<string> Answer = Task.FromResult("done");

        public IEvidenceLog Evidence => store.Evidence;

        public StoreHealth Health => store.Health;

        public Task<TResult> WriteAsync<TResult>(Func<IStoreTransaction, TResult> work, CancellationToken cancellation) =>
            (Task<TResult>)(Task)Answer;

        public ValueTask<Document<T>?> GetAsync<T>(Table<T> table, string key, CancellationToken cancellation)
            where T : class => store.GetAsync(table, key, cancellation);

        public ValueTask<Page<T>> FindAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
            where T : class => store.FindAsync(table, query, cancellation);

        public ValueTask<long> CountAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
            where T : class => store.CountAsync(table, query, cancellation);

        public ValueTask DisposeAsync() => store.DisposeAsync();
    }
}
