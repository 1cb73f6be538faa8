using System.Collections.Immutable;
using MissionPolicy.Evidence.Crash;
using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Evidence.Tests.Log;

/// <summary>Records from anywhere in the log, while it grows and its files change.</summary>
public sealed class RandomReadTests : IDisposable
{
    private const int Rounds = 12;
    private const int More = 60;

    private readonly StoredLog stored = new();
    private readonly Random random = new(5);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_stretch_is_the_one_that_was_written()
    {
        List<EvidenceRecord> all = [];
        for (int round = 0; round < Rounds; round++)
        {
            await using CrashLog log = stored.Open();
            await Task.WhenAll(Enumerable.Range(0, More).Select(_ => log.AppendAsync(round)));
            all.AddRange(await log.Store.Evidence.ReadAsync(all.Count + 1, More, None));
            Assert.Equal((round + 1) * More, all.Count);
            for (int question = 0; question < 200; question++)
            {
                int from = random.Next(1, all.Count + 1);
                int limit = random.Next(1, 50);
                ImmutableArray<EvidenceRecord> found = await log.Store.Evidence.ReadAsync(from, limit, None);
                Assert.Equal(all.Skip(from - 1).Take(limit).Select(static r => (r.Number, r.At)), found.Select(static r => (r.Number, r.At)));
                Assert.All(found, record => Assert.True(record.Json.Span.SequenceEqual(all[(int)record.Number - 1].Json.Span)));
            }
        }
    }

    [Fact]
    public async Task A_timeline_is_whole_in_pages_of_any_size_and_direction()
    {
        await using CrashLog log = stored.Open();
        for (int i = 0; i < 200; i++)
        {
            await log.AppendAsync(random.Next(4));
        }

        EvidenceTimeline timeline = new(log.Store);
        long[][] whole = await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => PagesAsync(timeline, $"m_{writer}", 1000, newestFirst: false)));
        Assert.Equal(Enumerable.Range(1, 200).Select(static n => (long)n), whole.SelectMany(static numbers => numbers).Order());
        foreach (int limit in new[] { 1, 3, 20, 1000 })
        {
            for (int writer = 0; writer < 4; writer++)
            {
                Assert.Equal(whole[writer], await PagesAsync(timeline, $"m_{writer}", limit, newestFirst: false));
                Assert.Equal(whole[writer].Reverse(), await PagesAsync(timeline, $"m_{writer}", limit, newestFirst: true));
            }
        }
    }

    public void Dispose() => stored.Dispose();

    private static async Task<long[]> PagesAsync(EvidenceTimeline timeline, string mission, int limit, bool newestFirst)
    {
        List<long> numbers = [];
        PageCursor? next = null;
        do
        {
            TimelinePage page = await timeline.ReadAsync(mission, next, limit, None, newestFirst);
            Assert.InRange(page.Entries.Length, 0, limit);
            Assert.All(page.Entries, entry => Assert.Equal(mission.Replace("m_", "mr_", StringComparison.Ordinal), entry.Entry.MissionRef));
            numbers.AddRange(page.Entries.Select(static entry => entry.Number));
            next = page.Next;
        }
        while (next is not null);
        return [.. numbers];
    }
}
