using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Random writes beside a dictionary: whatever LiteDB has by then, and across restarts, the store answers as the dictionary does.</summary>
public sealed class ModelTests
{
    private const int Rounds = 60;
    private const int Keys = 12;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(40)]
    [InlineData(4096)]
    public async Task The_store_is_a_dictionary_however_late_LiteDB_hears_of_it(int pendingCells)
    {
        using EmbeddedStoreFixture fixture = new() { PendingCells = pendingCells };
        Random random = new(pendingCells);
        SortedDictionary<string, Note> model = new(StringComparer.Ordinal);
        EmbeddedStore store = fixture.Open();
        for (int round = 0; round < Rounds; round++)
        {
            Step[] steps = [.. Enumerable.Range(0, random.Next(1, 8)).Select(n => Step.Any(random, $"{round}.{n}"))];
            await store.WriteAsync(write => steps.Count(step => step.Run(write)), TestContext.Current.CancellationToken);
            foreach (Step step in steps)
            {
                step.Run(model);
            }

            if (random.Next(10) == 0)
            {
                await store.DisposeAsync();
                store = fixture.Open();
            }

            await CompareAsync(store, model);
        }

        await store.DisposeAsync();
    }

    private static async Task CompareAsync(EmbeddedStore store, SortedDictionary<string, Note> model)
    {
        CancellationToken none = TestContext.Current.CancellationToken;
        for (int key = 0; key < Keys; key++)
        {
            Document<Note>? row = await store.GetAsync(NoteTables.Notes, $"k{key}", none);
            Assert.Equal(model.GetValueOrDefault($"k{key}")?.Text, row?.Value.Text);
        }

        Page<Note> all = await store.FindAsync(NoteTables.Notes, TableQuery.All with { Limit = 100 }, none);
        Assert.Equal(model.Keys, all.Items.Select(static row => row.Key));
        foreach (string owner in (string[])["ann", "bob"])
        {
            Page<Note> owned = await store.FindAsync(NoteTables.Notes, TableQuery.Where("owner", owner) with { Limit = 100, Descending = true }, none);
            Assert.Equal(model.Where(row => row.Value.Owner == owner).Select(static row => row.Key).Reverse(), owned.Items.Select(static row => row.Key));
        }
    }

    private sealed record Step(bool Delete, Note Note)
    {
        public static Step Any(Random random, string text) =>
            new(random.Next(3) == 0, new Note($"k{random.Next(Keys)}", text) { Owner = random.Next(2) == 0 ? "ann" : "bob" });

        public bool Run(IStoreTransaction write) => Delete ? write.Delete(NoteTables.Notes, Note.Id) : Written(write);

        public void Run(SortedDictionary<string, Note> model)
        {
            if (Delete)
            {
                model.Remove(Note.Id);
            }
            else
            {
                model[Note.Id] = Note;
            }
        }

        // A row that is not there is added or put, so that what is known to be new meets what was there before.
        private bool Written(IStoreTransaction write)
        {
            if (write.Get(NoteTables.Notes, Note.Id) is null && Note.Text.EndsWith('0'))
            {
                write.Insert(NoteTables.Notes, Note);
            }
            else
            {
                write.Put(NoteTables.Notes, Note);
            }

            return true;
        }
    }
}
