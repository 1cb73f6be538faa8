using Microsoft.Extensions.Time.Testing;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary><c>--watch</c> runs again when a file changed, and only then.</summary>
public sealed class WatchTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Fact]
    public async Task A_change_runs_the_check_again_and_cancelling_ends_with_the_last_answer()
    {
        FakeTimeProvider time = new();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using RunCounter output = new();
        using StringWriter errors = new();
        Task<int> watching = Tool.RunAsync(["check", "--watch"], new ToolHost { Output = output, Errors = errors, WorkingDirectory = catalog.Folder, Time = time }, stop.Token);
        await output.RunAsync(1);
        await LookAsync(time, watching);
        Assert.Equal(1, output.Runs);

        catalog.Replace("acr: mfa", "acr: mfaa!");
        await LookAsync(time, watching);
        await output.RunAsync(2);
        Assert.Contains("MP1102", output.ToString(), StringComparison.Ordinal);

        catalog.Write("catalog/.catalog-lint.yaml", "rules: [\n");
        await LookAsync(time, watching);
        await output.RunAsync(3);
        Assert.Contains(".catalog-lint.yaml", errors.ToString(), StringComparison.Ordinal);

        await stop.CancelAsync();
        Assert.Equal(ExitCodes.CouldNotRun, await watching);
    }

    // The timer may not be waiting yet; then the tick is kept for it.
    private static async Task LookAsync(FakeTimeProvider time, Task watching)
    {
        for (int tick = 0; tick < 3; tick++)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.False(watching.IsCompleted);
    }

    /// <summary>Counts runs: each ends with a blank line and a flush.</summary>
    private sealed class RunCounter : StringWriter
    {
        private readonly Dictionary<int, TaskCompletionSource> waiting = Enumerable.Range(1, 5).ToDictionary(run => run, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

        public int Runs { get; private set; }

        public Task RunAsync(int run) => waiting[run].Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

        public override void Flush() => waiting[++Runs].TrySetResult();
    }
}
