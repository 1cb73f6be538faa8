using System.Xml.Linq;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>An entry as a picture, through the real program.</summary>
public sealed class GraphTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Fact]
    public async Task A_flow_chart_is_written_for_Markdown()
    {
        ToolRun run = await catalog.RunAsync("graph", "schedule-meeting");
        Assert.Equal((ExitCodes.Clean, ""), (run.Code, run.Errors));
        Assert.StartsWith("flowchart LR\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  input-params-calendar --> authority-1\n  input-params-window --> authority-1\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_picture_is_written_as_SVG()
    {
        ToolRun run = await catalog.RunAsync("graph", "https://assistant.example.com/purposes/schedule-meeting", "--format", "svg");
        Assert.Equal(ExitCodes.Clean, run.Code);
        Assert.Equal("Schedule a meeting", XDocument.Parse(run.Output).Root!.Elements().First().Value);
    }

    [Theory]
    [InlineData("Did you mean schedule-meeting?", "schedule-meting")]
    [InlineData("png", "schedule-meeting", "--format", "png")]
    public async Task What_cannot_be_drawn_is_refused_with_the_reason(string said, params string[] args)
    {
        ToolRun run = await catalog.RunAsync(["graph", .. args]);
        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors + run.Output, StringComparison.Ordinal);
    }
}
