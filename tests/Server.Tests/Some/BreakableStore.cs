using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>The store of the host, until a test says that it fails.</summary>
internal sealed class BreakableStore(IStore store) : IStore
{
    /// <summary>What reading fails by, or null.</summary>
    public Exception? Reads { get; set; }

    /// <summary>What writing fails by, or null.</summary>
    public Exception? Writes { get; set; }

    public IEvidenceLog Evidence => store.Evidence;

    public StoreHealth Health => store.Health;

    /// <summary>Puts itself before the store that is registered.</summary>
    public static void Replace(IServiceCollection services)
    {
        ServiceDescriptor real = services.Last(service => service.ServiceType == typeof(IStore));
        services.AddSingleton<IStore>(provider => new BreakableStore((IStore)real.ImplementationFactory!(provider)));
    }

    public Task<TResult> WriteAsync<TResult>(Func<IStoreTransaction, TResult> work, CancellationToken cancellation) =>
        Writes is { } failure ? Task.FromException<TResult>(failure) : store.WriteAsync(work, cancellation);

    public ValueTask<Document<T>?> GetAsync<T>(Table<T> table, string key, CancellationToken cancellation)
        where T : class => Reads is { } failure ? ValueTask.FromException<Document<T>?>(failure) : store.GetAsync(table, key, cancellation);

    public ValueTask<Page<T>> FindAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class => Reads is { } failure ? ValueTask.FromException<Page<T>>(failure) : store.FindAsync(table, query, cancellation);

    public ValueTask<long> CountAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class => Reads is { } failure ? ValueTask.FromException<long>(failure) : store.CountAsync(table, query, cancellation);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
