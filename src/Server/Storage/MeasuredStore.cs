using System.Diagnostics;
using MissionPolicy.Server.Observability;

namespace MissionPolicy.Server.Storage;

/// <summary>A store whose writes have a time and, inside a request, a span. Without a listener it only passes calls on.</summary>
/// <param name="store">The store.</param>
/// <param name="instruments">Where writes are recorded.</param>
/// <param name="time">The clock.</param>
internal sealed class MeasuredStore(IStore store, ServerInstruments instruments, TimeProvider time) : IStore
{
    /// <summary>The name of the span of a write.</summary>
    public const string SpanName = "commit";

    /// <inheritdoc/>
    public IEvidenceLog Evidence => store.Evidence;

    /// <inheritdoc/>
    public StoreHealth Health => store.Health;

    /// <inheritdoc/>
    public Task<TResult> WriteAsync<TResult>(Func<IStoreTransaction, TResult> work, CancellationToken cancellation) =>
        instruments.CommitDuration.Enabled || instruments.Activities.HasListeners()
            ? MeasuredAsync(work, cancellation)
            : store.WriteAsync(work, cancellation);

    /// <inheritdoc/>
    public ValueTask<Document<T>?> GetAsync<T>(Table<T> table, string key, CancellationToken cancellation)
        where T : class => store.GetAsync(table, key, cancellation);

    /// <inheritdoc/>
    public ValueTask<Page<T>> FindAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class => store.FindAsync(table, query, cancellation);

    /// <inheritdoc/>
    public ValueTask<long> CountAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class => store.CountAsync(table, query, cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();

    private async Task<TResult> MeasuredAsync<TResult>(Func<IStoreTransaction, TResult> work, CancellationToken cancellation)
    {
        // What the host writes on its own, every few seconds, would be traces of one span that no request asked for.
        using Activity? span = Activity.Current is null ? null : instruments.Activities.StartActivity(SpanName);
        StepTimer timer = StepTimer.Start(instruments.CommitDuration, time);
        try
        {
            TResult answer = await store.WriteAsync(work, cancellation);
            timer.Record(instruments.CommitDuration);
            return answer;
        }
        catch (Exception problem)
        {
            string type = problem.GetType().FullName!;
            timer.Record(instruments.CommitDuration, TelemetryTags.Of(TelemetryTags.ErrorType, type));
            span?.SetTag(TelemetryTags.ErrorType, type).SetStatus(ActivityStatusCode.Error);
            throw;
        }
    }
}
