using System.Diagnostics;
using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Reporters;

/// <summary>SARIF logs against the published 2.1.0 schema, which an npm package ships.</summary>
public sealed class SarifTests : IDisposable
{
    private static readonly string Validator = Path.Combine(Repository.Root, "tests", "CatalogLint.Tests", "Sarif");

    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Fact]
    public async Task Every_log_is_valid_against_the_published_schema()
    {
        NeedValidator();
        List<string> logs = [await LogAsync("clean", "check")];
        catalog.Replace("lifetime: { max: 24h, idle: 2h }", "lifetime: { max: 24h }", "deprovision-user-access");
        logs.Add(await LogAsync("rules", "check"));
        logs.Add(await LogAsync("outside", "check", Path.Combine(Repository.Rules, "LookAlikeTitle", "bad")));
        logs.Add(await LogAsync("diff", "diff", Repository.Catalog, "catalog"));
        catalog.Replace("operations: [read, create, update]", "operations: [read]");
        logs.Add(await LogAsync("cases", "test"));
        catalog.Write("log.jsonl", DecisionLogLines.Line("m1", """{"resource":"calendar.event","operation":"create","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}""") + "\nbroken\n");
        logs.Add(await LogAsync("replay", "replay", "log.jsonl"));
        catalog.Replace("title: Schedule a meeting", "title: &anchor \"Schedule \\e[31m\"\n\tx: [");
        logs.Add(await LogAsync("language", "check"));
        (int code, string output) = Run("node", ["validate.mjs", .. logs]);
        Assert.True(code == 0, output);
        Assert.Contains("7 logs, 0 broken", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_validator_refuses_what_is_no_log()
    {
        NeedValidator();
        string file = Path.Combine(catalog.Folder, "wrong.sarif");
        File.WriteAllText(file, """{"version":"2.1.0","runs":[{"tool":{"driver":{}},"results":[{"message":{}}]}]}""");
        (int code, string output) = Run("node", ["validate.mjs", file]);
        Assert.Equal(1, code);
        Assert.Contains("must have required property 'name'", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_named_from_the_working_folder_and_findings_keep_their_fingerprint_when_lines_move()
    {
        catalog.Replace("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 9h }");
        JsonElement first = await ResultAsync();
        Assert.Equal("catalog/purposes/schedule-meeting.yaml", first.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("artifactLocation").GetProperty("uri").GetString());
        catalog.Replace("lifetime: { max: 9h }", "# moved\n\nlifetime: { max: 9h }");
        JsonElement moved = await ResultAsync();
        Assert.Equal(first.GetProperty("partialFingerprints").GetRawText(), moved.GetProperty("partialFingerprints").GetRawText());
        Assert.NotEqual(first.GetProperty("locations").GetRawText(), moved.GetProperty("locations").GetRawText());
    }

    private async Task<JsonElement> ResultAsync()
    {
        ToolRun run = await catalog.RunAsync("check", "--format", "sarif");
        return JsonElement.Parse(run.Output).GetProperty("runs")[0].GetProperty("results").EnumerateArray().Single(result => result.GetProperty("ruleId").GetString() == "MP2405");
    }

    private async Task<string> LogAsync(string name, params string[] args)
    {
        ToolRun run = await catalog.RunAsync([.. args, "--format", "sarif"]);
        Assert.Equal("", run.Errors);
        string file = Path.Combine(catalog.Folder, name + ".sarif");
        await File.WriteAllTextAsync(file, run.Output, TestContext.Current.CancellationToken);
        return file;
    }

    // Skipped in sight where Node is missing; a gate has to have it.
    private static void NeedValidator()
    {
        bool isGate = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.SkipUnless(isGate || (Has("node") && Has("npm")), "Node and npm are not installed: SARIF is not validated against the published schema.");
        if (!Directory.Exists(Path.Combine(Validator, "node_modules")))
        {
            (int code, string output) = Run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            Assert.SkipUnless(isGate || code == 0, "npm cannot install the validator: SARIF is not validated against the published schema.");
            Assert.True(code == 0, output);
        }
    }

    private static bool Has(string tool) => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)) || File.Exists(Path.Combine(folder, tool + ".cmd")));

    private static (int Code, string Output) Run(string tool, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { WorkingDirectory = Validator, RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
