using System.Collections.Immutable;
using MissionPolicy.Evidence.Crash;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>A store directory with its evidence tree, opened as often as a test wants.</summary>
internal sealed class StoredLog : IDisposable
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("evidence-");

    public string Path => System.IO.Path.Combine(directory.FullName, "data");

    public string Nodes => System.IO.Path.Combine(Path, "evidence-tree", "nodes");

    public string Mark => System.IO.Path.Combine(Path, "evidence-tree", "mark");

    public CrashLog Open() => new(Path);

    /// <summary>Opens, appends, promises, and closes.</summary>
    public async Task<TreeMark> GrowAsync(int records)
    {
        await using CrashLog log = Open();
        for (int i = 0; i < records; i++)
        {
            await log.AppendAsync(i % 3);
        }

        return (await log.Tree.PromiseAsync(CancellationToken.None))!.Value;
    }

    /// <summary>The records as they are exported, and the root that somebody finds who has nothing but them.</summary>
    public static async Task<(ImmutableArray<LogRecord> Records, TreeHash Root)> ReadAsync(CrashLog log)
    {
        List<LogRecord> records = [];
        await foreach (LogRecord record in new EvidenceReader(log.Store.Evidence, log.Tree).AllAsync(await log.Tree.CatchUpAsync(CancellationToken.None), CancellationToken.None))
        {
            records.Add(record);
        }

        TreeGrowth tree = new();
        TreeHash previous = TreeHash.OfNothing;
        foreach (LogRecord record in records)
        {
            Assert.Equal((tree.Size + 1, previous), (record.Number, record.Previous));
            previous = TreeHash.Leaf(record.Bytes());
            tree.Add(previous);
        }

        return ([.. records], tree.Root);
    }

    public void Dispose() => directory.Delete(recursive: true);
}
