using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Reporters;

/// <summary>What every output has in common.</summary>
public sealed class OutputTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public OutputTests()
    {
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 12h }");
        catalog.Replace("version: 3", "version: three", "payment-batch");
        catalog.Write("log.jsonl", string.Concat(Enumerable.Range(1, 40).Select(number =>
            DecisionLogLines.Line($"m{number % 7}", $$"""{"resource":"calendar.event","operation":"{{(number % 2 == 0 ? "read" : "delete")}}","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}""") + "\n")));
    }

    public void Dispose() => catalog.Dispose();

    [Theory]
    [CombinatorialFormats("check")]
    [CombinatorialFormats("test")]
    [CombinatorialFormats("diff", "before", "after")]
    [CombinatorialFormats("replay", "log.jsonl", "--catalog", "after")]
    public async Task The_same_input_gives_the_same_bytes(params string[] args)
    {
        Copies();
        string[] outputs = new string[5];
        for (int run = 0; run < outputs.Length; run++)
        {
            outputs[run] = (await catalog.RunAsync(args)).Output;
        }

        Assert.NotEmpty(outputs[0]);
        Assert.Single(outputs.Distinct());
        Assert.DoesNotContain('\r', outputs[0]);
    }

    [Fact]
    public async Task Colour_is_only_for_terminals_and_changes_no_word()
    {
        ToolRun plain = await catalog.RunAsync("check");
        ToolRun coloured = await ToolRun.InAsync(catalog.Folder, host => host with { Colour = true }, "check");
        Assert.DoesNotContain('\u001b', plain.Output);
        Assert.Contains("\u001b[", coloured.Output, StringComparison.Ordinal);
        Assert.Equal(plain.Output, System.Text.RegularExpressions.Regex.Replace(coloured.Output, "\u001b\\[[0-9;]*m", string.Empty));
    }

    [Fact]
    public async Task A_catalog_cannot_write_to_the_terminal()
    {
        catalog.Replace("title: Schedule a meeting", "title: \"Schedule \\e[2J\\u202e\\n::error::gone\"");
        catalog.Replace("owner: identity-governance@example.com", "owner: \"nobody \\e[2J\\u202e\\n::error::gone\"");
        catalog.Replace("version: three", "version: 2", "payment-batch");
        foreach (string format in new[] { "human", "github" })
        {
            ToolRun run = await catalog.RunAsync("check", "--format", format);
            Assert.DoesNotContain('\u001b', run.Output);
            Assert.DoesNotContain('\u202e', run.Output);
            Assert.DoesNotContain("\n::error::gone", run.Output, StringComparison.Ordinal);
        }

        ToolRun entry = await catalog.RunAsync("explain", "schedule-meeting");
        Assert.Contains("Schedule \\u001b[2J\\u202e\\u000a::error::gone", entry.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_work_shows_progress_on_a_terminal_and_leaves_no_trace()
    {
        Copies();
        SteppingTime time = new();
        ToolRun shown = await ToolRun.InAsync(catalog.Folder, host => host with { Progress = true, Time = time }, "replay", "log.jsonl", "--catalog", "after", "--at", "2026-12-01T10:00:00Z");
        Assert.Contains("replayed ", shown.Errors, StringComparison.Ordinal);
        Assert.EndsWith("\r", shown.Errors, StringComparison.Ordinal);
        ToolRun silent = await ToolRun.InAsync(
            catalog.Folder, host => host with { Time = time }, "replay", "log.jsonl", "--catalog", "after", "--at", "2026-12-01T10:00:00Z");
        Assert.Equal(("", shown.Output), (silent.Errors, silent.Output));
    }

    private void Copies()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Catalog, "*.yaml", SearchOption.AllDirectories))
        {
            string path = Path.GetRelativePath(Repository.Catalog, file);
            string text = File.ReadAllText(file);
            catalog.Write(Path.Combine("before", path), text);
            catalog.Write(Path.Combine("after", path), text.Replace("lifetime: { max: 8h", "lifetime: { max: 6h", StringComparison.Ordinal).Replace("acr: phr }", "acr: mfa }", StringComparison.Ordinal).Replace("create, update]", "create, delete]", StringComparison.Ordinal));
        }
    }

    // Every look at this clock is a second later.
    private sealed class SteppingTime : TimeProvider
    {
        private long seconds;

        public override DateTimeOffset GetUtcNow() => DecisionLogLines.Start.AddSeconds(Interlocked.Increment(ref seconds));
    }
}
