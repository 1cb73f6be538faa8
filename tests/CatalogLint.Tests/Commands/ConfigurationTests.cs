using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>What a deployment decides about rules, and what authors set aside.</summary>
public sealed class ConfigurationTests : IDisposable
{
    private const string Idle = "lifetime: { max: 8h, idle: 1h }";

    private readonly TemporaryCatalog catalog = new();

    public ConfigurationTests() => catalog.Replace(Idle, "lifetime: { max: 9h }");

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData("rules: { MP2405: none }", "")]
    [InlineData("rules: { MP2405: note }", "MP2405 note")]
    [InlineData("rules: { MP2405: error }", "MP2405 error")]
    [InlineData("limits: { idle_needed_over: 10h }", "")]
    [InlineData("limits: { idle_needed_over: 1h }", "MP2405 warning")]
    [InlineData("exclude: [{ path: purposes/schedule-*, rules: [MP2405], reason: it is replaced next week }]", "")]
    [InlineData("exclude: [{ path: purposes/schedule-*, reason: it is replaced next week }]", "")]
    [InlineData("exclude: [{ path: purposes/payment-*, rules: [MP2405], reason: it is replaced next week }]", "MP2405 warning")]
    public async Task The_configuration_chooses_severities_limits_and_files(string configuration, string found)
    {
        catalog.Write("catalog/.catalog-lint.yaml", configuration + "\n");
        Assert.Equal(found, string.Join(", ", (await OpenAsync()).Select(finding => $"{finding.GetProperty("id")} {finding.GetProperty("severity")}")));
    }

    [Fact]
    public async Task The_configuration_may_stand_in_the_working_folder_or_be_named_and_says_what_fails()
    {
        catalog.Write(".catalog-lint.yaml", "fail_on: error\n");
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("check")).Code);
        catalog.Write("strict.yaml", "fail_on: note\n");
        Assert.Equal(ExitCodes.Findings, (await catalog.RunAsync("check", "--config", "strict.yaml")).Code);
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("check", "--config", "strict.yaml", "--fail-on", "never")).Code);
    }

    [Theory]
    [InlineData("rules: { MP2405: off }", "MP1008")]
    [InlineData("rules: { MP2405: loud }", "no severity")]
    [InlineData("rules: { MP9999: note }", "is no rule")]
    [InlineData("rules: { MP1102: note }", "mistake of the language")]
    [InlineData("limit: { title_length: 3 }", "Did you mean `limits`?")]
    [InlineData("limits: { title_length: many }", "whole number")]
    [InlineData("limits: { strong_acr: phhr }", "no level of this vocabulary")]
    [InlineData("exclude: [{ path: purposes/* }]", "`reason` is missing")]
    [InlineData("[]", "not a mapping")]
    public async Task A_configuration_that_is_not_understood_stops_the_run(string configuration, string said)
    {
        catalog.Write(".catalog-lint.yaml", configuration + "\n");
        ToolRun run = await catalog.RunAsync("check");
        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("lifetime: { max: 9h } # catalog-lint: ignore MP2405 -- ends with the working day", "")]
    [InlineData("# catalog-lint: ignore MP2405 -- ends with the working day\nlifetime: { max: 9h }", "")]
    [InlineData("# catalog-lint: ignore MP2405, MP2404 -- ends with the working day\nlifetime: { max: 9h }", "MP2902")]
    [InlineData("# catalog-lint: ignore MP2405\nlifetime: { max: 9h }", "MP2901,MP2405")]
    [InlineData("# catalog-lint: ignore MP2405 --\nlifetime: { max: 9h }", "MP2901,MP2405")]
    [InlineData("# catalog-lint: ignore -- everything\nlifetime: { max: 9h }", "MP2901,MP2405")]
    [InlineData("# catalog-lint: ignore MP2305 -- not this one\nlifetime: { max: 9h }", "MP2902,MP2405")]
    [InlineData("# catalog-lint: ignore MP1107 -- a mistake of the language\nlifetime: { max: 9h }", "MP2902,MP2405")]
    [InlineData("lifetime: { max: 9h }\n# catalog-lint: ignore MP2405 -- after the line", "MP2405,MP2902")]
    public async Task A_comment_sets_aside_what_it_names_on_its_line_and_needs_a_reason(string written, string found)
    {
        catalog.Replace("lifetime: { max: 9h }", written);
        Assert.Equal(found, string.Join(",", (await OpenAsync()).Select(finding => finding.GetProperty("id").GetString())));
    }

    [Fact]
    public async Task A_text_that_only_looks_like_the_comment_sets_nothing_aside()
    {
        catalog.Replace("title: Schedule a meeting", "title: \"Schedule # catalog-lint: ignore MP2405 -- x\"");
        Assert.Equal(["MP2405"], (await OpenAsync()).Select(finding => finding.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task What_was_set_aside_is_still_told_to_programs_with_its_reason()
    {
        catalog.Replace("lifetime: { max: 9h }", "lifetime: { max: 9h } # catalog-lint: ignore MP2405 -- ends with the working day");
        JsonElement all = JsonElement.Parse((await catalog.RunAsync("check", "--format", "json")).Output).GetProperty("findings");
        Assert.Contains(all.EnumerateArray(), finding => finding.TryGetProperty("accepted", out JsonElement reason) && reason.GetString() == "ends with the working day");
        JsonElement sarif = JsonElement.Parse((await catalog.RunAsync("check", "--format", "sarif")).Output).GetProperty("runs")[0].GetProperty("results");
        Assert.Contains(sarif.EnumerateArray(), result => result.TryGetProperty("suppressions", out JsonElement suppressed) && suppressed[0].GetProperty("justification").GetString() == "ends with the working day");
    }

    private async Task<JsonElement[]> OpenAsync() =>
        [.. JsonElement.Parse((await catalog.RunAsync("check", "--format", "json")).Output).GetProperty("findings").EnumerateArray().Where(finding => !finding.TryGetProperty("accepted", out _))];
}
