namespace MissionPolicy.Server.Storage;

/// <summary>The durable store that every room keeps its records in.</summary>
/// <remarks>
/// Obligations of an implementation (the contract suite checks them):
/// writes are serialisable, so that read-check-write inside one <c>work</c> is compare-and-set;
/// a write that was acknowledged survives the death of the process and of the machine;
/// a <c>work</c> that throws changes nothing and fails only its own caller;
/// reads see acknowledged state only, and a caller sees its own acknowledged writes;
/// rows past their expiry do not exist for anybody.
/// </remarks>
internal interface IStore : IAsyncDisposable
{
    /// <summary>The evidence log that transactions append to.</summary>
    IEvidenceLog Evidence { get; }

    /// <summary>Whether the store takes work, and how far it is.</summary>
    StoreHealth Health { get; }

    /// <summary>Runs <paramref name="work"/> serialised with every other write; completes when its effects are on disk.</summary>
    /// <typeparam name="TResult">What the work answers.</typeparam>
    /// <param name="work">
    /// Synchronous and short. It may be run more than once (a database store repeats it after a serialisation conflict), so it must have no
    /// effect but through the transaction; random values and tokens are made before the call and captured. It must not keep the transaction.
    /// </param>
    /// <param name="cancellation">Takes the write out of the queue; a write that has begun runs to its end.</param>
    /// <exception cref="StoreUnavailableException">The store has failed or is closing; the outcome of a begun write is unknown until restart.</exception>
    Task<TResult> WriteAsync<TResult>(Func<IStoreTransaction, TResult> work, CancellationToken cancellation);

    /// <summary>One row by its key.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="key">The key; one that no row could have is answered with null.</param>
    /// <param name="cancellation">Stops the call.</param>
    ValueTask<Document<T>?> GetAsync<T>(Table<T> table, string key, CancellationToken cancellation)
        where T : class;

    /// <summary>One page of rows, consistent in itself.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="query">Which rows, in which direction, from where.</param>
    /// <param name="cancellation">Stops the call.</param>
    ValueTask<Page<T>> FindAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class;

    /// <summary>How many rows a query covers, whatever its limit and cursor; costs one index step a row.</summary>
    /// <typeparam name="T">The document type.</typeparam>
    /// <param name="table">The table.</param>
    /// <param name="query">Which rows.</param>
    /// <param name="cancellation">Stops the call.</param>
    ValueTask<long> CountAsync<T>(Table<T> table, TableQuery query, CancellationToken cancellation)
        where T : class;
}
