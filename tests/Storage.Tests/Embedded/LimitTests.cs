using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.Journal;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Sizes: whatever is acknowledged must be readable by the next start, and nobody may stop the store with a large write.</summary>
public sealed class LimitTests : IDisposable
{
    private readonly EmbeddedStoreFixture _fixture = new();

    [Fact]
    public async Task A_row_that_the_data_file_cannot_hold_is_refused_before_it_reaches_the_journal()
    {
        string path = Path.Combine(_fixture.Directory.Path, "rows");
        await using (EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(path))
        {
            foreach (int size in new[] { 16_700_000, 17_000_000 })
            {
                await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(store, new Note("large", new string('x', size))));
            }

            await PutAsync(store, new Note("fits", new string('x', 8_000_000)));
            Assert.Null(store.Health.Failure);
        }

        await using EmbeddedStore again = EmbeddedStoreFixture.OpenLarge(path);
        Assert.Equal(8_000_000, (await again.GetAsync(NoteTables.Notes, "fits", None))!.Value.Text.Length);
    }

    [Fact]
    public async Task Many_large_evidence_records_that_wait_together_do_not_become_one_frame()
    {
        string path = Path.Combine(_fixture.Directory.Path, "evidence");
        await using EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(path);
        using ManualResetEventSlim open = new();
        Task<bool> first = store.WriteAsync(_ => open.Wait(TimeSpan.FromSeconds(30), CancellationToken.None), None);
        Note note = new("large", new string('x', 3_000_000));
        Task<long>[] writes = [.. Enumerable.Range(0, 12).Select(_ => store.WriteAsync(w => w.AppendEvidence("note", note, NoteJson.Default.Note), None))];
        open.Set();
        await Task.WhenAll(writes);
        Assert.True(await first);
        using FrameReader journal = new(Assert.Single(Segment.List(new StorePaths(path).Journal, JournalRecovery.Extension)).Path);
        Assert.All(journal.Frames(0, journal.Length), static frame => Assert.InRange(frame.Header.PayloadLength, 1, 24_000_000));
    }

    [Fact]
    public async Task A_new_index_over_many_large_rows_is_built_at_the_next_start()
    {
        string path = Path.Combine(_fixture.Directory.Path, "index");
        Table<Note> before = new("notes") { Json = NoteJson.Default.Note, Key = static n => n.Id };
        await using (EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(path, null, before))
        {
            for (int i = 0; i < 40; i++)
            {
                Note[] notes = [.. Enumerable.Range(0, 10).Select(n => new Note($"{i}-{n}", new string('x', 60_000)) { Owner = "ann" })];
                await store.WriteAsync(w => notes.Sum(note => w.Put(before, note)), None);
            }
        }

        await using EmbeddedStore again = EmbeddedStoreFixture.OpenLarge(path);
        Assert.Equal(400, await again.CountAsync(NoteTables.Notes, TableQuery.Where("owner", "ann"), None));
    }

    [Fact(Timeout = 60_000)]
    public async Task Closing_while_others_read_disturbs_neither()
    {
        EmbeddedStore store = EmbeddedStoreFixture.OpenLarge(Path.Combine(_fixture.Directory.Path, "closing"));
        await store.WriteAsync(static w => Enumerable.Range(0, 400).Sum(i => w.Put(NoteTables.Notes, new Note($"{i}", "x"))), TestContext.Current.CancellationToken);
        using CountdownEvent reading = new(4);
        Task<Exception>[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadUntilClosedAsync(store, reading), None))];
        reading.Wait(None);
        await store.DisposeAsync();
        Assert.All(await Task.WhenAll(readers), static end => Assert.True(end is ObjectDisposedException, $"{end}"));
    }

    public void Dispose() => _fixture.Dispose();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static Task<long> PutAsync(EmbeddedStore store, Note note) => store.WriteAsync(w => w.Put(NoteTables.Notes, note), None);

    private static async Task<Exception> ReadUntilClosedAsync(EmbeddedStore store, CountdownEvent reading)
    {
        // Ends with the store, or with the time of the test.
        for (bool isFirst = true; ; isFirst = false)
        {
            try
            {
                await store.CountAsync(NoteTables.Notes, TableQuery.All, None);
                if (isFirst)
                {
                    reading.Signal();
                }
            }
            catch (Exception end)
            {
                return end;
            }
        }
    }
}
