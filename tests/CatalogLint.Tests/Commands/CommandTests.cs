using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>check, test and schema as a person or a pipeline runs them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData("no mistakes")]
    [InlineData("no mistakes", "check")]
    [InlineData("no mistakes", "catalog")]
    [InlineData("no mistakes", "check", "catalog")]
    [InlineData("decided as their authors expect", "test")]
    public async Task The_sample_catalog_is_clean(string said, params string[] args)
    {
        ToolRun run = await catalog.RunAsync(args);
        Assert.Equal((ExitCodes.Clean, ""), (run.Code, run.Errors));
        Assert.Contains(said, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_a_finding_at_its_place()
    {
        catalog.Replace("acr: mfa", "acr: mfaa");
        ToolRun run = await catalog.RunAsync("check");
        Assert.Equal(ExitCodes.Findings, run.Code);
        Assert.Contains("catalog/purposes/schedule-meeting.yaml:34:19: error MP1102:", run.Output, StringComparison.Ordinal);
        Assert.Contains("Did you mean `mfa`?", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_entry_does_not_silence_the_rules_about_the_others()
    {
        catalog.Replace("acr: mfa", "acr: mfaa");
        catalog.Replace("lifetime: { max: 24h, idle: 2h }", "lifetime: { max: 24h }", "deprovision-user-access");
        ToolRun run = await catalog.RunAsync("check", "--format", "json");
        Assert.Equal(["MP2405", "MP1102"], Ids(run));
    }

    [Fact]
    public async Task A_case_that_the_rules_contradict_is_a_finding_at_its_line()
    {
        catalog.Replace("operations: [read, create, update]", "operations: [read]");
        foreach (string command in new[] { "test", "check" })
        {
            ToolRun run = await catalog.RunAsync(command, "--format", "json");
            Assert.Equal(ExitCodes.Findings, run.Code);
            Assert.Equal(["MP2504"], Ids(run));
            JsonElement finding = Findings(run).EnumerateArray().Single(item => item.GetProperty("id").GetString() == "MP2504");
            Assert.Equal(
                ("purposes/schedule-meeting.yaml", 88),
                (finding.GetProperty("file").GetString(), finding.GetProperty("line").GetInt32()));
        }
    }

    [Fact]
    public async Task A_report_for_JUnit_has_a_test_for_each_case_and_tells_which_failed()
    {
        catalog.Replace("operations: [read, create, update]", "operations: [read]");
        ToolRun run = await catalog.RunAsync("test", "--format", "junit");
        System.Xml.Linq.XElement suites = System.Xml.Linq.XElement.Parse(run.Output);
        int tests = suites.Descendants("testcase").Count();
        Assert.True(tests > 80, $"{tests} cases");
        Assert.Equal($"{tests}", suites.Attribute("tests")!.Value);
        Assert.Equal($"{suites.Descendants("failure").Count()}", suites.Attribute("failures")!.Value);
        Assert.Equal("another object of the same allowed class", suites.Descendants("failure").Single().Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public async Task GitHub_gets_one_annotation_a_finding()
    {
        catalog.Replace("version: 4", "version: four");
        ToolRun run = await catalog.RunAsync("check", "--format", "github");
        Assert.StartsWith(
            "::error file=catalog/purposes/schedule-meeting.yaml,line=3,col=10,title=MP", run.Output, StringComparison.Ordinal);
        Assert.Single(run.Output.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("note", ExitCodes.Findings)]
    [InlineData("warning", ExitCodes.Findings)]
    [InlineData("error", ExitCodes.Clean)]
    [InlineData("never", ExitCodes.Clean)]
    public async Task A_run_fails_from_the_severity_on_that_was_asked_for(string failOn, int code)
    {
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 9h }");
        Assert.Equal(code, (await catalog.RunAsync("check", "--fail-on", failOn)).Code);
    }

    [Theory]
    [InlineData("There is no folder", "check", "none")]
    [InlineData("There is no file", "check", "--config", "none.yaml")]
    [InlineData("neither a folder nor a git revision", "check", "--base", "no-such-revision")]
    [InlineData("--format", "check", "--format", "xml")]
    [InlineData("--colour", "check", "--colour")]
    public async Task What_cannot_be_asked_is_told_and_is_no_finding(string said, params string[] args)
    {
        ToolRun run = await catalog.RunAsync(args);
        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_out_of_the_catalog_is_not_followed_and_one_inside_is()
    {
        string purposes = Path.Combine(catalog.Folder, "catalog", "purposes");
        catalog.Write("secret.yaml", "password: hunter2\n");
        File.CreateSymbolicLink(Path.Combine(purposes, "out.yaml"), Path.Combine(catalog.Folder, "secret.yaml"));
        ToolRun run = await catalog.RunAsync("check");
        Assert.Equal((ExitCodes.CouldNotRun, ""), (run.Code, run.Output));
        Assert.Contains("is a link out of the catalog", run.Errors, StringComparison.Ordinal);

        File.Delete(Path.Combine(purposes, "out.yaml"));
        Directory.Move(purposes, Path.Combine(catalog.Folder, "catalog", "..data"));
        Directory.CreateSymbolicLink(purposes, "..data");
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("check")).Code);
    }

    [Fact]
    public async Task A_changed_entry_needs_a_new_version_when_there_is_a_base()
    {
        using TemporaryCatalog before = new();
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 7h, idle: 1h }");
        Assert.Equal(
            ["MP2002"], Ids(await catalog.RunAsync("check", "--base", Path.Combine(before.Folder, "catalog"), "--format", "json")));
        catalog.Replace("version: 4", "version: 5");
        Assert.Empty(Ids(await catalog.RunAsync("check", "--base", Path.Combine(before.Folder, "catalog"), "--format", "json")));
    }

    [Fact]
    public async Task The_schema_is_the_checked_in_one() => Assert.Equal(
        await File.ReadAllTextAsync(Path.Combine(Repository.Catalog, "catalog.schema.json"), TestContext.Current.CancellationToken),
        (await catalog.RunAsync("schema")).Output);

    private static JsonElement Findings(ToolRun run) => JsonElement.Parse(run.Output).GetProperty("findings");

    private static IEnumerable<string?> Ids(ToolRun run) =>
        [.. Findings(run).EnumerateArray().Where(finding => !finding.TryGetProperty("accepted", out _)).Select(finding => finding.GetProperty("id").GetString())];
}
