using System.Diagnostics;
using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>Work grows with the catalog, not with its square.</summary>
/// <remarks>The two seconds of the native binary are measured with the binary; here only what no machine excuses fails.</remarks>
public sealed class ManyEntriesTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Fact]
    public async Task A_thousand_entries_with_findings_are_checked_in_every_format()
    {
        string entry = File.ReadAllText(Path.Combine(Repository.Catalog, "purposes", "summarize-inbox.yaml")).Replace("max: 1h", "max: 12h", StringComparison.Ordinal);
        for (int number = 0; number < 1_000; number++)
        {
            catalog.Write(
                $"catalog/purposes/summarize-inbox-{number}.yaml",
                entry.Replace("/summarize-inbox", $"/summarize-inbox-{number}", StringComparison.Ordinal).Replace("title: Summarize my inbox", $"title: Summarize inbox number {number + 200}", StringComparison.Ordinal));
        }

        foreach (string format in new[] { "human", "json", "sarif", "github", "junit" })
        {
            long start = Stopwatch.GetTimestamp();
            ToolRun run = await catalog.RunAsync("check", "--format", format);
            Assert.Equal(ExitCodes.Findings, run.Code);
            Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(60), $"{format}: {Stopwatch.GetElapsedTime(start)}");
            Assert.True(run.Output.Length > 100_000);
        }

        JsonElement findings = JsonElement.Parse((await catalog.RunAsync("check", "--format", "json")).Output).GetProperty("findings");
        Assert.Equal(1_000, findings.EnumerateArray().Count(finding => finding.GetProperty("id").GetString() == "MP2405"));
    }
}
