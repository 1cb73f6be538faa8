using MissionPolicy.Server.Storage;
using MissionPolicy.Storage.Tests.Contract;

namespace MissionPolicy.Storage.Tests.Embedded;

public class EmbeddedStoreTests : StoreContract
{
    private readonly EmbeddedStoreFixture _fixture;

    public EmbeddedStoreTests()
        : this(null)
    {
    }

    private protected EmbeddedStoreTests(int? pendingCells) => _fixture = new EmbeddedStoreFixture { PendingCells = pendingCells };

    private protected override Task<IStore> OpenAsync(TimeProvider time, IReadOnlyList<TableDefinition> tables) =>
        Task.FromResult<IStore>(_fixture.Open(time, tables: tables));

    private protected override Task ClearAsync()
    {
        _fixture.Dispose();
        return Task.CompletedTask;
    }
}
