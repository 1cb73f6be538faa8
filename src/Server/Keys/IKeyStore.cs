using System.Collections.Immutable;

namespace MissionPolicy.Server.Keys;

/// <summary>Where signing keys rest. Obligation: a saved key is durable before the call returns, and is never changed.</summary>
internal interface IKeyStore
{
    /// <summary>Every stored key, in any order.</summary>
    /// <param name="cancellation">Stops the call.</param>
    Task<ImmutableArray<StoredSigningKey>> ListAsync(CancellationToken cancellation);

    /// <summary>Adds a key; a key with the same <c>kid</c> stays as it is.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellation">Stops the call.</param>
    Task SaveAsync(StoredSigningKey key, CancellationToken cancellation);

    /// <summary>Removes a key; removing an absent one is fine.</summary>
    /// <param name="kid">Its identity.</param>
    /// <param name="cancellation">Stops the call.</param>
    Task RemoveAsync(string kid, CancellationToken cancellation);
}
