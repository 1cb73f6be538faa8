using System.Text.Json;

namespace MissionPolicy.CatalogLint.Tests;

/// <summary>The commands as a person or a pipeline runs them.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("catalog-").FullName;

    public CommandTests()
    {
        string from = Path.Combine(Root(), "catalog");
        foreach (string file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            string to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("check", "no mistakes")]
    [InlineData("test", "decided as their authors expect")]
    public async Task The_sample_catalog_is_clean(string command, string said)
    {
        (int code, string output, _) = await RunAsync(command, folder);
        Assert.Equal(ExitCodes.Clean, code);
        Assert.Contains(said, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mistake_is_a_finding_at_its_place()
    {
        Replace("acr: mfa", "acr: mfaa");
        (int code, string output, _) = await RunAsync("check", folder);
        Assert.Equal(ExitCodes.Findings, code);
        Assert.Contains("purposes/schedule-meeting.yaml:", output, StringComparison.Ordinal);
        Assert.Contains("Did you mean `mfa`?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_that_the_rules_contradict_is_a_finding_at_its_line()
    {
        Replace("operations: [read, create, update]", "operations: [read]");
        (int code, string output, _) = await RunAsync("test", folder, "--format", "json");
        JsonElement finding = JsonElement.Parse(output).GetProperty("findings")[0];
        Assert.Equal(ExitCodes.Findings, code);
        Assert.Equal("MP1900", finding.GetProperty("id").GetString());
        Assert.True(finding.GetProperty("line").GetInt32() > 60);
    }

    [Fact]
    public async Task GitHub_gets_one_annotation_a_finding()
    {
        Replace("version: 3", "version: three");
        (_, string output, _) = await RunAsync("check", folder, "--format", "github");
        Assert.StartsWith("::error file=", output, StringComparison.Ordinal);
        Assert.Contains(",line=3,col=10,title=MP", output, StringComparison.Ordinal);
        Assert.Single(output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task The_same_catalog_gives_the_same_bytes()
    {
        Replace("acr: mfa", "acr: mfaa");
        string first = (await RunAsync("check", folder, "--format", "json")).Output;
        Assert.Equal(first, (await RunAsync("check", folder, "--format", "json")).Output);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_cannot_be_checked()
    {
        (int code, _, string errors) = await RunAsync("check", Path.Combine(folder, "none"));
        Assert.Equal(ExitCodes.CouldNotRun, code);
        Assert.Contains("There is no folder", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_schema_is_the_checked_in_one() => Assert.Equal(
        await File.ReadAllTextAsync(Path.Combine(Root(), "catalog", "catalog.schema.json"), TestContext.Current.CancellationToken),
        (await RunAsync("schema")).Output);

    private static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] args)
    {
        using StringWriter output = new() { NewLine = "\n" };
        using StringWriter errors = new();
        int code = await CommandTable.Root(output, errors).Parse(args).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
        return (code, output.ToString(), errors.ToString());
    }

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException("The tests do not run from a checkout.");
    }

    private void Replace(string old, string replacement)
    {
        string file = Path.Combine(folder, "purposes", "schedule-meeting.yaml");
        string text = File.ReadAllText(file);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
