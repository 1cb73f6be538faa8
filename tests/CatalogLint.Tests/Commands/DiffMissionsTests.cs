using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>The live Missions that a pull request would touch.</summary>
public sealed class DiffMissionsTests : IDisposable
{
    private const string Export = """
        {"mission_ref":"mr_1","state":"active","purpose_kind":"https://assistant.example.com/purposes/schedule-meeting","client_id":"assistant","application":"ai_assistant","tenant":"example.com","params":{"attendees":["eng-team@example.com"],"calendar":"cal_team01","window":{"from":"2026-12-01T08:00:00Z","to":"2026-12-05T18:00:00Z"}},"entry_digest":"sha-256:x","catalog_digest":"sha-256:y","started_at":"2026-12-01T09:00:00Z","expires_at":"2026-12-01T17:00:00Z"}

        {"mission_ref":"mr_2","state":"active","purpose_kind":"https://assistant.example.com/purposes/schedule-meeting","client_id":"assistant","application":"ai_assistant","tenant":"example.com","params":{"calendar":"cal_team01","window":{"from":"2026-12-01T08:00:00Z","to":"2026-12-05T18:00:00Z"}},"entry_digest":"sha-256:x","catalog_digest":"sha-256:y","started_at":"2026-12-01T09:00:00Z","expires_at":"2026-12-01T10:00:00Z"}
        {"mission_ref":"mr_3","state":"active","purpose_kind":"https://assistant.example.com/purposes/no-such","client_id":"assistant","tenant":"example.com","params":{},"entry_digest":"sha-256:x","catalog_digest":"sha-256:y","started_at":"2026-12-01T09:00:00Z","expires_at":"2026-12-01T10:00:00Z"}
        """;

    private readonly TemporaryCatalog catalog = new();

    public DiffMissionsTests()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(catalog.Folder, "catalog"), "*", SearchOption.AllDirectories))
        {
            catalog.Write(
                Path.Combine("base", Path.GetRelativePath(Path.Combine(catalog.Folder, "catalog"), file)), File.ReadAllText(file));
        }

        catalog.Write("live.jsonl", Export);
    }

    public void Dispose() => catalog.Dispose();

    [Theory]
    [InlineData("operations: [read, create, update]", "operations: [read, create]", "narrowed", "catalog_narrowed", "no longer change", 2)]
    [InlineData("lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 3h, idle: 1h }", "narrowed", "catalog_narrowed", "only until 2026-12-01 12:00", 1)]
    [InlineData("idle: 1h }", "idle: 30m }", "narrowed", "catalog_narrowed", "without use: only", 2)]
    [InlineData("tenants: [example.com]", "tenants: [customer.example]", "suspended", "tenant_not_allowed", null, 2)]
    [InlineData("\nresume:", "\non_change: suspend\nresume:", "suspended", "catalog_changed", null, 2)]
    [InlineData("tenants: [example.com]", "tenants: [customer.example]\non_change: keep", null, null, null, 0)]
    [InlineData("summary: Find a time", "summary: Look for a time", null, null, null, 0)]
    public async Task A_change_names_the_Missions_that_it_touches_and_how(
        string old, string replacement, string? effect, string? code, string? lost, int touched)
    {
        catalog.Replace(old, replacement);

        JsonElement missions = (await JsonAsync()).GetProperty("missions");

        Assert.Equal(3, missions.GetProperty("read").GetInt32());
        JsonElement[] named = [.. missions.GetProperty("touched").EnumerateArray()];
        Assert.Equal(touched, named.Length);
        Assert.All(named, mission =>
        {
            Assert.Equal((effect, "assistant"), (mission.GetProperty("effect").GetString(), mission.GetProperty("client_id").GetString()));
            Assert.Contains(mission.GetProperty("codes").EnumerateArray(), item => item.GetString() == code);
            Assert.True(lost is null || mission.GetProperty("lost").EnumerateArray().Any(item => item.GetString()!.Contains(lost, StringComparison.Ordinal)), mission.GetRawText());
        });
    }

    [Fact]
    public async Task A_purpose_that_is_gone_stops_its_Missions()
    {
        File.Delete(Path.Combine(catalog.Folder, "catalog", "purposes", "schedule-meeting.yaml"));

        JsonElement[] named = [.. (await JsonAsync()).GetProperty("missions").GetProperty("touched").EnumerateArray()];

        Assert.Equal(["mr_1", "mr_2"], named.Select(mission => mission.GetProperty("mission_ref").GetString()));
        Assert.All(named, mission => Assert.Equal(("stopped", "catalog_withdrawn"), (mission.GetProperty("effect").GetString(), Assert.Single(mission.GetProperty("codes").EnumerateArray()).GetString())));
    }

    [Fact]
    public async Task Without_an_export_nothing_is_said_of_Missions() =>
        Assert.False(JsonElement.Parse((await catalog.RunAsync("diff", "base", "catalog", "--format", "json")).Output).TryGetProperty("missions", out _));

    [Fact]
    public async Task People_and_code_scanning_read_the_same_and_the_gate_is_about_the_catalogs()
    {
        catalog.Replace("operations: [read, create, update]", "operations: [read, create]");

        ToolRun people = await catalog.RunAsync("diff", "base", "catalog", "--missions", "live.jsonl");
        ToolRun sarif = await catalog.RunAsync("diff", "base", "catalog", "--missions", "live.jsonl", "--format", "sarif");

        Assert.Equal((ExitCodes.Clean, ExitCodes.Clean), (people.Code, sarif.Code));
        Assert.Contains("Live Missions touched: 2 of 3.", people.Output, StringComparison.Ordinal);
        Assert.Contains("narrowed mr_1 of `assistant`", people.Output, StringComparison.Ordinal);
        JsonElement[] results = [.. JsonElement.Parse(sarif.Output).GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        Assert.Equal(2, results.Count(result => result.GetProperty("ruleId").GetString() == "MP3004"));
        Assert.All(
            results.Where(result => result.GetProperty("ruleId").GetString() == "MP3004"),
            result => Assert.Contains("schedule-meeting.yaml", result.GetProperty("locations").GetRawText(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("live.jsonl", "{}", "live.jsonl, line 1: ")]
    [InlineData("live.jsonl", "\n{\"mission_ref\":", "live.jsonl, line 2: ")]
    [InlineData("none.jsonl", "", "There is no file none.jsonl.")]
    public async Task An_export_that_cannot_be_read_stops_the_run(string file, string text, string said)
    {
        catalog.Write("live.jsonl", text);

        ToolRun run = await catalog.RunAsync("diff", "base", "catalog", "--missions", file);

        Assert.Equal(ExitCodes.CouldNotRun, run.Code);
        Assert.Contains(said, run.Errors, StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync() =>
        JsonElement.Parse((await catalog.RunAsync("diff", "base", "catalog", "--missions", "live.jsonl", "--format", "json", "--fail-on", "never")).Output);
}
