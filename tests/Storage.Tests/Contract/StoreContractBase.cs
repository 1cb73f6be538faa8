using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Storage.Tests.Contract;

/// <summary>An empty store for each test.</summary>
public abstract class StoreContractBase : IAsyncLifetime
{
    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    private protected IStore Store { get; private set; } = null!;

    private protected static CancellationToken None => TestContext.Current.CancellationToken;

    private protected static Table<Note> Notes => NoteTables.Notes;

    public async ValueTask InitializeAsync() => Store = await OpenAsync(Time, [NoteTables.Notes, NoteTables.Other]);

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        await ClearAsync();
        GC.SuppressFinalize(this);
    }

    private protected Task<int> PutAsync(params Note[] notes) => Store.WriteAsync(w => notes.Count(note => w.Put(Notes, note) > 0), None);

    private protected abstract Task<IStore> OpenAsync(TimeProvider time, IReadOnlyList<TableDefinition> tables);

    private protected abstract Task ClearAsync();
}
