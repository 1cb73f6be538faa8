using MissionPolicy.Server.Storage;
using MissionPolicy.Storage.Tests.Contract;

namespace MissionPolicy.Storage.Tests.Embedded;

public class EmbeddedStoreExpiryTests : StoreExpiryContract
{
    private readonly EmbeddedStoreFixture _fixture;

    public EmbeddedStoreExpiryTests()
        : this(null)
    {
    }

    private protected EmbeddedStoreExpiryTests(int? pendingCells) => _fixture = new EmbeddedStoreFixture { PendingCells = pendingCells };

    private protected override Task<IStore> OpenAsync(TimeProvider time, IReadOnlyList<TableDefinition> tables) =>
        Task.FromResult<IStore>(_fixture.Open(time, tables: tables));

    private protected override Task ClearAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }

    private protected override Task<int> SweepAsync() => ((MissionPolicy.Server.Storage.LiteDb.EmbeddedStore)Store).SweepAsync(None);
}
