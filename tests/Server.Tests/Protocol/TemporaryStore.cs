using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Server.Tests.Protocol;

/// <summary>A real store in a folder of its own.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("wire-");

    public TemporaryStore(TimeProvider time, params IReadOnlyList<TableDefinition> tables) => Store = EmbeddedStore.Open(
        new StorageOptions { Path = Path.Combine(directory.FullName, "data") }, tables, time, NullLogger.Instance);

    public IStore Store { get; }

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        directory.Delete(recursive: true);
    }
}
