using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Readers go on while LiteDB is given what was written, and see whole writes all the same.</summary>
public sealed class ReadersTests
{
    private const int Rows = 20;
    private const int Writes = 60;

    [Theory]
    [InlineData(1)]
    [InlineData(13)]
    [InlineData(200)]
    public async Task Every_page_is_of_one_moment_whatever_LiteDB_is_doing(int pendingCells)
    {
        using EmbeddedStoreFixture fixture = new() { PendingCells = pendingCells };
        await using EmbeddedStore store = fixture.Open();
        CancellationToken none = TestContext.Current.CancellationToken;
        await store.WriteAsync(static w => Enumerable.Range(0, Rows).Sum(i => w.Put(NoteTables.Notes, At(i, 0))), none);
        bool isWriting = true;
        Task<int>[] readers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(
            async () =>
            {
                int pages = 0;
                while (Volatile.Read(ref isWriting))
                {
                    Page<Note> page = await store.FindAsync(NoteTables.Notes, TableQuery.Where("owner", "ann") with { Limit = Rows }, none);
                    Assert.Equal(Rows, page.Items.Length);
                    Assert.Single(page.Items.Select(static row => row.Value.Text).Distinct());
                    pages++;
                }

                return pages;
            },
            none))];
        for (int round = 1; round <= Writes; round++)
        {
            int now = round;
            await store.WriteAsync(w => Enumerable.Range(0, Rows).Sum(i => Moved(w, i, now)), none);
        }

        Volatile.Write(ref isWriting, false);
        Assert.All(await Task.WhenAll(readers), static pages => Assert.True(pages > 0));
    }

    private static Note At(int row, int round) => new($"{row}", $"{round}") { Owner = "ann" };

    // Some rows are replaced, some go and come back, so that cells of every kind change.
    private static long Moved(IStoreTransaction write, int row, int round)
    {
        if ((row + round) % 3 == 0)
        {
            write.Delete(NoteTables.Notes, $"{row}");
        }

        return write.Put(NoteTables.Notes, At(row, round));
    }
}
