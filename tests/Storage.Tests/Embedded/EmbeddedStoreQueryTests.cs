using MissionPolicy.Server.Storage;
using MissionPolicy.Storage.Tests.Contract;

namespace MissionPolicy.Storage.Tests.Embedded;

public class EmbeddedStoreQueryTests : StoreQueryContract
{
    private readonly EmbeddedStoreFixture _fixture;

    public EmbeddedStoreQueryTests()
        : this(null)
    {
    }

    private protected EmbeddedStoreQueryTests(int? pendingCells) => _fixture = new EmbeddedStoreFixture { PendingCells = pendingCells };

    private protected override Task<IStore> OpenAsync(TimeProvider time, IReadOnlyList<TableDefinition> tables) =>
        Task.FromResult<IStore>(_fixture.Open(time, tables: tables));

    private protected override Task ClearAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }
}
