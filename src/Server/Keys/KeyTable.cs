using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Keys;

/// <summary>Signing keys in the store.</summary>
/// <param name="store">The store.</param>
internal sealed partial class KeyTable(IStore store) : IKeyStore
{
    public static readonly Table<StoredSigningKey> Table = new("signing_keys") { Json = KeyJson.Default.StoredSigningKey, Key = static key => key.Kid };

    /// <inheritdoc/>
    public async Task<ImmutableArray<StoredSigningKey>> ListAsync(CancellationToken cancellation) =>
        [.. (await store.FindAsync(Table, TableQuery.All with { Limit = TableQuery.MaxLimit }, cancellation)).Items.Select(key => key.Value)];

    /// <inheritdoc/>
    public Task SaveAsync(StoredSigningKey key, CancellationToken cancellation) => store.WriteAsync(write => write.Insert(Table, key), cancellation);

    /// <inheritdoc/>
    public Task RemoveAsync(string kid, CancellationToken cancellation) => store.WriteAsync(write => write.Delete(Table, kid), cancellation);

    [JsonSourceGenerationOptions(UseStringEnumConverter = true)]
    [JsonSerializable(typeof(StoredSigningKey))]
    private sealed partial class KeyJson : JsonSerializerContext;
}
