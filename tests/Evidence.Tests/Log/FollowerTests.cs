using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Evidence.Crash;
using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Evidence.Tests.Log;

/// <summary>The tree follows the log without being asked, and a host that stops leaves nothing to do.</summary>
public sealed class FollowerTests : IDisposable
{
    private readonly StoredLog stored = new();
    private readonly FakeTimeProvider time = new(SomeLog.Begin);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_appended_is_in_the_tree_a_second_later()
    {
        await using CrashLog log = stored.Open();
        using EvidenceFollower follower = new(log.Tree, time, NullLogger<EvidenceFollower>.Instance);
        await follower.StartAsync(None);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(None);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        for (int round = 1; round <= 3; round++)
        {
            await log.AppendAsync(0);
            while (log.Tree.Size < round)
            {
                limit.Token.ThrowIfCancellationRequested();
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        Assert.Equal(3, log.Tree.Size);
        await follower.StopAsync(None);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_a_mark_over_every_record()
    {
        await using (CrashLog log = stored.Open())
        {
            using EvidenceFollower follower = new(log.Tree, time, NullLogger<EvidenceFollower>.Instance);
            await follower.StartAsync(None);
            await log.AppendAsync(0);
            await log.AppendAsync(1);
            await follower.StopAsync(None);
        }

        using TreeFiles files = TreeFiles.Open(stored.Path);
        Assert.Equal(2, files.Mark!.Value.Size);
        Assert.Equal(MerkleTree.Root(files, 2), files.Mark.Value.Root);
    }

    public void Dispose() => stored.Dispose();
}
