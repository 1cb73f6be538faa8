using System.Diagnostics;
using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>The pull-request gate.</summary>
public sealed class DiffTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public DiffTests() => Copy("catalog", "base");

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData("require: { acr: phr }", "require: { acr: mfa }", "authentication")]
    [InlineData("operations: [read, create, update]", "operations: [read, create, update, delete]", "authority")]
    [InlineData("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 12h, idle: 1h }", "lifetime")]
    [InlineData("params: [attendees]", "params: [attendees, calendar]", "propagation")]
    [InlineData("calendar: { equals: params.calendar }", "calendar: { starts_with: cal_ }", "authority")]
    public async Task A_widening_is_told_with_a_witness_that_both_catalogs_answered(string old, string replacement, string dimension)
    {
        catalog.Replace(old, replacement);
        ToolRun run = await catalog.RunAsync("diff", "base", "catalog", "--format", "json", "--fail-on", "widened");
        Assert.Equal((ExitCodes.Findings, ""), (run.Code, run.Errors));
        JsonElement[] wider = [.. Dimensions(run).Where(item => item.TryGetProperty("witness", out _))];
        Assert.Contains(wider, item => item.GetProperty("dimension").GetString() == dimension);
        Assert.All(wider, item => Assert.NotEqual(item.GetProperty("witness").GetProperty("before").GetString(), item.GetProperty("witness").GetProperty("after").GetString()));
        Assert.All(wider, item => Assert.True(item.GetProperty("after").GetProperty("line").GetInt32() > 0));

        ToolRun people = await catalog.RunAsync("diff", "base");
        Assert.Contains("before: ", people.Output, StringComparison.Ordinal);
        Assert.Contains("Something becomes possible that was not.", people.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("operations: [read, create, update]", "operations: [read, create, update] # as before")]
    [InlineData("lifetime: { max: 8h, idle: 1h }", "lifetime: { idle: 60m, max: PT8H }")]
    public async Task A_comment_or_another_layout_is_no_change(string old, string replacement)
    {
        catalog.Replace(old, replacement);
        ToolRun run = await catalog.RunAsync("diff", "base", "catalog", "--fail-on", "changed");
        Assert.Equal(ExitCodes.Clean, run.Code);
        Assert.Contains("The catalogs allow the same.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_file_name_is_no_change()
    {
        File.Move(Path.Combine(catalog.Folder, "catalog", "purposes", "schedule-meeting.yaml"), Path.Combine(catalog.Folder, "catalog", "purposes", "meetings.yaml"));
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("diff", "base", "catalog", "--fail-on", "changed")).Code);
    }

    [Fact]
    public async Task What_narrows_passes_the_gate_and_is_told()
    {
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 4h, idle: 1h }");
        ToolRun run = await catalog.RunAsync("diff", "base", "catalog");
        Assert.Equal(ExitCodes.Clean, run.Code);
        Assert.Contains("narrowed lifetime", run.Output, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Findings, (await catalog.RunAsync("diff", "base", "catalog", "--fail-on", "changed")).Code);
    }

    [Fact]
    public async Task A_new_purpose_is_something_new_and_a_removed_one_is_not()
    {
        File.Delete(Path.Combine(catalog.Folder, "base", "purposes", "crm-follow-up.yaml"));
        Assert.Equal(ExitCodes.Findings, (await catalog.RunAsync("diff", "base", "catalog")).Code);
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("diff", "catalog", "base")).Code);
    }

    [Fact]
    public async Task A_widening_is_an_annotation_at_the_line_of_the_new_catalog()
    {
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 12h, idle: 1h }");
        ToolRun run = await catalog.RunAsync("diff", "base", "catalog", "--format", "github");
        Assert.StartsWith("::error file=catalog/purposes/schedule-meeting.yaml,line=66,col=", run.Output, StringComparison.Ordinal);
        Assert.Contains("title=MP3001::", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_git_revision_is_compared_with_the_working_tree_and_gitattributes_hide_nothing()
    {
        catalog.Write(".gitattributes", "catalog/purposes/schedule-meeting.yaml export-ignore\n");
        Git("init", "-q");
        Git("add", "-A");
        Git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-q", "-m", "one");
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("diff", "HEAD", "--fail-on", "changed")).Code);
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 12h, idle: 1h }");
        ToolRun run = await catalog.RunAsync("diff", "HEAD");
        Assert.Equal(ExitCodes.Findings, run.Code);
        Assert.Contains("widened lifetime", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("removed", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-thing", "neither a folder nor a git revision")]
    [InlineData("--output=x", "--output")]
    [InlineData("broken", "does not load")]
    public async Task What_cannot_be_compared_is_told(string before, string said)
    {
        catalog.Write("broken/purposes/a.yaml", "kind: 1\n");
        ToolRun run = await catalog.RunAsync("diff", before, "catalog");
        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonElement> Dimensions(ToolRun run) =>
        JsonElement.Parse(run.Output).GetProperty("purposes").EnumerateArray().SelectMany(
            purpose => purpose.GetProperty("dimensions").EnumerateArray());

    private void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(catalog.Folder, from), "*", SearchOption.AllDirectories))
        {
            catalog.Write(Path.Combine(to, Path.GetRelativePath(Path.Combine(catalog.Folder, from), file)), File.ReadAllText(file));
        }
    }

    private void Git(params string[] arguments)
    {
        using Process git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = catalog.Folder })!;
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
    }
}
