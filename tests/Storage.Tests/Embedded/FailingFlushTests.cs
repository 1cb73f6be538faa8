using Microsoft.Win32.SafeHandles;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>A disk that is full or dying: the store stops, and acknowledges nothing that it cannot keep.</summary>
public sealed class FailingFlushTests : IDisposable
{
    private readonly EmbeddedStoreFixture _fixture = new();

    [Fact]
    public async Task A_full_disk_stops_the_store_and_what_was_acknowledged_is_there_after_a_restart()
    {
        string path = Path.Combine(_fixture.Directory.Path, "full");
        Task<long>[] writes;
        await using (EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(path, new FullDisk(3)))
        {
            writes = [.. Enumerable.Range(0, 400).Select(i => Task.Run(() => PutAsync(store, $"{i}"), None))];
            await Task.WhenAll(writes).ContinueWith(static _ => { }, TaskScheduler.Default);
            Assert.All(writes, static w => Assert.True(w.IsCompletedSuccessfully || w.Exception!.InnerException is StoreUnavailableException));
            Assert.Contains("No space left", store.Health.Failure, StringComparison.Ordinal);
            await Assert.ThrowsAsync<StoreUnavailableException>(() => PutAsync(store, "late"));
            await Assert.ThrowsAsync<StoreUnavailableException>(() => store.GetAsync(NoteTables.Notes, "0", None).AsTask());
        }

        Assert.Contains(writes, static w => w.IsFaulted);
        await using EmbeddedStore again = EmbeddedStoreFixture.OpenLarge(path);
        for (int i = 0; i < writes.Length; i++)
        {
            bool left = await again.GetAsync(NoteTables.Notes, $"{i}", None) is not null;
            bool right = await again.GetAsync(NoteTables.Other, $"{i}", None) is not null;
            Assert.Equal(left, right);
            Assert.True(left || !writes[i].IsCompletedSuccessfully, $"write {i} was acknowledged and is lost");
        }

        Assert.Null(await again.GetAsync(NoteTables.Notes, "late", None));
    }

    [Fact]
    public async Task Nothing_is_acknowledged_or_visible_while_the_flush_has_not_returned()
    {
        // The first start of a directory writes for itself; only the second leaves the flush to the test.
        string path = Path.Combine(_fixture.Directory.Path, "held");
        await EmbeddedStoreFixture.OpenLarge(path).DisposeAsync();
        using HeldFlush held = new();
        await using EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(path, held);
        Task<long> write = PutAsync(store, "a");
        Assert.True(held.Reached.Wait(TimeSpan.FromSeconds(30), None));
        Assert.False(write.IsCompleted);
        Assert.Null(await store.GetAsync(NoteTables.Notes, "a", None));
        Assert.Equal(0, store.Evidence.Last);
        Assert.Empty(await store.Evidence.ReadAsync(1, 10, None));
        held.Go.Set();
        await write;
        Assert.NotNull(await store.GetAsync(NoteTables.Notes, "a", None));
        Assert.Single(await store.Evidence.ReadAsync(1, 10, None));
    }

    public void Dispose() => _fixture.Dispose();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static Task<long> PutAsync(EmbeddedStore store, string id) => store.WriteAsync(
        w =>
        {
            w.Put(NoteTables.Notes, new Note(id, "x"));
            w.Put(NoteTables.Other, new Note(id, "x"));
            return w.AppendEvidence("note", new Note(id, "x"), NoteJson.Default.Note);
        },
        None);

    private sealed class FullDisk(int room) : IJournalFlush
    {
        private readonly DiskFlush _disk = new();
        private int _flushes;

        public void Flush(SafeFileHandle file)
        {
            if (++_flushes > room)
            {
                throw new IOException("No space left on device");
            }

            _disk.Flush(file);
        }
    }

    private sealed class HeldFlush : IJournalFlush, IDisposable
    {
        public ManualResetEventSlim Reached { get; } = new();

        public ManualResetEventSlim Go { get; } = new();

        public void Flush(SafeFileHandle file)
        {
            Reached.Set();
            Go.Wait(TimeSpan.FromSeconds(30));
        }

        public void Dispose()
        {
            Reached.Dispose();
            Go.Dispose();
        }
    }
}
