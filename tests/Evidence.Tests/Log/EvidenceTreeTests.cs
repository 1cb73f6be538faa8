using System.Collections.Immutable;
using MissionPolicy.Evidence.Crash;
using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Evidence.Tests.Log;

/// <summary>The tree over a real store: the same after every restart, and never a second one for what was signed.</summary>
public sealed class EvidenceTreeTests : IDisposable
{
    private readonly StoredLog stored = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_log_has_the_root_of_nothing()
    {
        await using CrashLog log = stored.Open();
        Assert.Equal(new TreeMark(0, TreeHash.OfNothing), await log.Tree.PromiseAsync(None));
    }

    [Fact]
    public async Task It_is_the_tree_over_the_exported_records_and_stays_it_over_restarts()
    {
        TreeMark? before = null;
        foreach (int more in new[] { 1, 0, 200, 57, 1 })
        {
            TreeMark mark = await stored.GrowAsync(more);
            await using CrashLog log = stored.Open();
            (ImmutableArray<LogRecord> records, TreeHash root) = await StoredLog.ReadAsync(log);
            Assert.Equal(new TreeMark(records.Length, root), mark);
            Assert.Equal((before?.Size ?? 0) + more, mark.Size);
            if (before is { Size: > 0 } known)
            {
                ConsistencyProof proof = new EvidenceProofs(log.Tree).Consistency(known.Size, mark.Size);
                Assert.Equal((known.Root, mark.Root), (proof.FirstRoot, proof.SecondRoot));
            }

            before = mark;
        }
    }

    [Fact]
    public async Task Readers_beside_writers_see_one_chain()
    {
        await using CrashLog log = stored.Open();
        Task[] writers = [.. Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (int i = 0; i < 100; i++)
            {
                await log.AppendAsync(writer);
            }
        }, None))];
        EvidenceProofs proofs = new(log.Tree);
        TreeMark[][] seen = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            List<TreeMark> marks = [];
            while (!Task.WhenAll(writers).IsCompleted)
            {
                await StoredLog.ReadAsync(log);
                TreeMark mark = (await log.Tree.PromiseAsync(None))!.Value;
                marks.Add(mark);
                if (mark.Size > 0)
                {
                    proofs.Inclusion(1 + (mark.Size / 2), mark.Size);
                }
            }

            return marks.ToArray();
        }, None)));
        await Task.WhenAll(writers);
        TreeMark end = (await log.Tree.PromiseAsync(None))!.Value;
        Assert.Equal((400L, (await StoredLog.ReadAsync(log)).Root), (end.Size, end.Root));
        Assert.All(seen.SelectMany(static marks => marks).Where(static mark => mark.Size > 0), mark =>
            Assert.Equal(mark.Root, proofs.Consistency(mark.Size, end.Size).FirstRoot));
    }

    [Fact]
    public async Task Lost_hashes_are_made_again_and_are_the_same()
    {
        TreeMark mark = await stored.GrowAsync(150);
        byte[] nodes = await File.ReadAllBytesAsync(stored.Nodes, None);
        foreach (byte[] damaged in new byte[][] { [], nodes[..100], [.. nodes[..^32], .. new byte[32]], [.. nodes, .. new byte[1000]] })
        {
            await File.WriteAllBytesAsync(stored.Nodes, damaged, None);
            await using (CrashLog log = stored.Open())
            {
                Assert.Equal(mark, await log.Tree.PromiseAsync(None));
            }

            Assert.Equal(nodes, await File.ReadAllBytesAsync(stored.Nodes, None));
        }
    }

    [Fact]
    public async Task A_damaged_hash_is_found_when_a_proof_needs_it()
    {
        await stored.GrowAsync(64);
        byte[] nodes = await File.ReadAllBytesAsync(stored.Nodes, None);
        nodes[TreeLayout.Position(0, 9) * TreeHash.Size] ^= 1;
        await File.WriteAllBytesAsync(stored.Nodes, nodes, None);
        await using CrashLog log = stored.Open();
        Assert.Throws<InvalidDataException>(() => new EvidenceProofs(log.Tree).Inclusion(9, 64));
        Assert.Equal(31, new EvidenceProofs(log.Tree).Inclusion(31, 64).Record);
    }

    [Fact]
    public async Task A_log_that_became_shorter_is_not_signed()
    {
        await stored.GrowAsync(10);
        string elsewhere = Path.Combine(Path.GetDirectoryName(stored.Path)!, "short");
        await using (CrashLog shorter = new(elsewhere))
        {
            await shorter.AppendAsync(0);
        }

        Directory.Delete(Path.Combine(elsewhere, "evidence-tree"), recursive: true);
        Directory.Move(Path.GetDirectoryName(stored.Mark)!, Path.Combine(elsewhere, "evidence-tree"));
        await using CrashLog log = new(elsewhere);
        Assert.Null(await log.Tree.PromiseAsync(None));
        Assert.NotNull(log.Tree.Failure);
    }

    [Fact]
    public async Task Another_log_in_the_place_of_the_signed_one_is_not_signed()
    {
        await stored.GrowAsync(10);
        byte[] mark = await File.ReadAllBytesAsync(stored.Mark, None);
        using StoredLog other = new();
        await other.GrowAsync(12);
        await File.WriteAllBytesAsync(other.Mark, mark, None);
        await using CrashLog log = other.Open();
        Assert.Null(await log.Tree.PromiseAsync(None));
        Assert.Contains("first 10 records", log.Tree.Failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_is_altered_on_disk_breaks_the_chain_where_it_stands()
    {
        await stored.GrowAsync(30);
        await using CrashLog log = stored.Open();
        ImmutableArray<EvidenceRecord> records = await log.Store.Evidence.ReadAsync(1, 30, None);
        AlteredLog altered = new(records, 12);
        EvidenceReader reader = new(altered, log.Tree);
        LogRecord[] read = [.. await reader.ReadAsync(1, 30, None)];
        int[] breaks = [.. Enumerable.Range(1, 29).Where(i => read[i].Previous != TreeHash.Leaf(read[i - 1].Bytes())).Select(i => (int)read[i - 1].Number)];
        Assert.Equal([12], breaks);
    }

    public void Dispose() => stored.Dispose();

    private sealed class AlteredLog(ImmutableArray<EvidenceRecord> records, long altered) : IEvidenceLog
    {
        public long Last => records.Length;

        public ValueTask<ImmutableArray<EvidenceRecord>> ReadAsync(long from, int limit, CancellationToken cancellation) => ValueTask.FromResult<ImmutableArray<EvidenceRecord>>(
            [.. records.Skip((int)from - 1).Take(limit).Select(record => record.Number == altered ? record with { Kind = "other" } : record)]);
    }
}
