using System.Diagnostics;
using System.Globalization;
using MissionPolicy.Evidence.Crash;
using MissionPolicy.Evidence.Tests.Some;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Evidence.Tests.Log;

/// <summary>kill -9 of a real process that appends and signs.</summary>
public sealed class KillTests : IDisposable
{
    private readonly StoredLog stored = new();
    private readonly Random random = new(11);

    [Fact]
    public async Task What_was_promised_before_a_kill_is_the_beginning_of_what_is_there_after_it()
    {
        List<TreeMark> promised = [];
        for (int life = 0; life < 4; life++)
        {
            promised.AddRange(await DieAsync(random.Next(20, 200)));
            if (life % 2 == 1)
            {
                LoseUnflushed();
            }

            await using CrashLog log = stored.Open();
            (var records, TreeHash root) = await StoredLog.ReadAsync(log);
            Assert.Null(log.Tree.Failure);
            Assert.Equal(new TreeMark(records.Length, root), await log.Tree.PromiseAsync(TestContext.Current.CancellationToken));
            TreeGrowth tree = new();
            int next = 0;
            foreach (LogRecord record in records)
            {
                tree.Add(TreeHash.Leaf(record.Bytes()));
                for (; next < promised.Count && promised[next].Size <= tree.Size; next++)
                {
                    Assert.Equal(promised[next], new TreeMark(tree.Size, tree.Root));
                }
            }

            Assert.Equal(promised.Count, next);
        }

        Assert.InRange(promised[^1].Size, 100, long.MaxValue);
    }

    public void Dispose() => stored.Dispose();

    // A power cut takes from the hashes what no mark has covered; what is left behind it may be anything.
    private void LoseUnflushed()
    {
        byte[] mark = File.ReadAllBytes(stored.Mark);
        long flushed = TreeLayout.Count(BitConverter.ToInt64(mark)) * TreeHash.Size;
        using FileStream nodes = File.OpenWrite(stored.Nodes);
        nodes.SetLength(flushed);
        nodes.Position = flushed;
        byte[] garbage = new byte[random.Next(5000)];
        random.NextBytes(garbage);
        nodes.Write(garbage);
    }

    private async Task<List<TreeMark>> DieAsync(int promises)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "MissionPolicy.Evidence.Crash.dll"), stored.Path])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        List<TreeMark> told = [];
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            string[] parts = line.Split(' ');
            if (parts.Length == 2 && TreeHash.TryParse(parts[1], out TreeHash root))
            {
                told.Add(new TreeMark(long.Parse(parts[0], CultureInfo.InvariantCulture), root));
            }

            if (told.Count == promises)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(told.Count >= promises, $"The program ended by itself: {await errors}");
        return told;
    }
}
