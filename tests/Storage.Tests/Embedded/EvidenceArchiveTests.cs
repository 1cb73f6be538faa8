using System.Collections.Immutable;
using System.Globalization;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Storage.LiteDb;

namespace MissionPolicy.Storage.Tests.Embedded;

/// <summary>Evidence outlives the journal segments it was written to.</summary>
public sealed class EvidenceArchiveTests : IDisposable
{
    private const int Records = 300;

    private readonly EmbeddedStoreFixture _fixture = new();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Evidence_is_read_in_pages_of_any_size_across_every_file(int limit)
    {
        await using (EmbeddedStore store = _fixture.Open())
        {
            await WriteAsync(store);
            Assert.InRange(Directory.GetFiles(new StorePaths(_fixture.Options.Path).Evidence).Length, 3, Records);
            await ReadAsync(store, limit);
        }

        await using EmbeddedStore again = _fixture.Open();
        await ReadAsync(again, limit);
    }

    public void Dispose() => _fixture.Dispose();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private static async Task WriteAsync(EmbeddedStore store)
    {
        for (int i = 1; i <= Records; i++)
        {
            Note note = new(i.ToString(CultureInfo.InvariantCulture), new string('x', 400));
            await store.WriteAsync(w => w.AppendEvidence("note", note, NoteJson.Default.Note), None);
        }
    }

    private static async Task ReadAsync(EmbeddedStore store, int limit)
    {
        long next = 1;
        while (next <= Records)
        {
            ImmutableArray<EvidenceRecord> page = await store.Evidence.ReadAsync(next, limit, None);
            Assert.Equal(Enumerable.Range((int)next, (int)Math.Min(limit, Records - next + 1)).Select(static n => (long)n), page.Select(static e => e.Number));
            next += page.Length;
        }

        Assert.Equal(Records, store.Evidence.Last);
    }
}
