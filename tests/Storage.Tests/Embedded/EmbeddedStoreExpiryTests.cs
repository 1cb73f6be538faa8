using MissionPolicy.Server.Storage;
using MissionPolicy.Storage.Tests.Contract;

namespace MissionPolicy.Storage.Tests.Embedded;

public sealed class EmbeddedStoreExpiryTests : StoreExpiryContract
{
    private readonly EmbeddedStoreFixture _fixture = new();

    private protected override Task<IStore> OpenAsync(TimeProvider time, IReadOnlyList<TableDefinition> tables) =>
        Task.FromResult<IStore>(_fixture.Open(time, tables: tables));

    private protected override Task ClearAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    private protected override Task<int> SweepAsync() => ((MissionPolicy.Server.Storage.LiteDb.EmbeddedStore)Store).SweepAsync(None);
}
