using System.Text.Json;
using MissionPolicy.CatalogLint.Tests.Some;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.CatalogLint.Tests.Commands;

/// <summary>Past decisions under a candidate catalog.</summary>
public sealed class ReplayTests : IDisposable
{
    private const string Read = """{"resource":"calendar.event","operation":"read","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}""";
    private const string Create = """{"resource":"calendar.event","operation":"create","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}""";
    private const string Delete = """{"resource":"calendar.event","operation":"delete","calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}""";
    private const string Send = """{"resource":"mail.message","operation":"send","recipients":["eng-team@example.com"]}""";

    private readonly TemporaryCatalog catalog = new();

    public void Dispose() => catalog.Dispose();

    [Fact]
    public async Task The_catalog_that_decided_decides_the_same()
    {
        Log(DecisionLogLines.Line("m1", Read), DecisionLogLines.Line("m1", Delete), DecisionLogLines.Line(
            "m2", Send, MissionStandings.OtherActor),
            DecisionLogLines.Line("m3", Read, MissionStandings.NotActive), DecisionLogLines.Line("m4", Delete, MissionStandings.RecentlyDeclined));
        ToolRun run = await catalog.RunAsync("replay", "log.jsonl", "--at", "2026-12-01T10:00:00Z");
        Assert.Equal((ExitCodes.Clean, ""), (run.Code, run.Errors));
        Assert.Contains("5 past decisions would be the same.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_narrower_candidate_asks_again_and_touches_the_live_Missions()
    {
        Log(DecisionLogLines.Line("m1", Read), DecisionLogLines.Line("m2", Create), DecisionLogLines.Line("m3", Delete));
        catalog.Replace("operations: [read, create, update]", "operations: [read]");
        JsonElement live = await ReplayAsync("--at", "2026-12-01T10:00:00Z");
        Assert.Equal(["m2"], Changed(live, "stricter"));
        Assert.Equal(["m1", "m2", "m3"], live.GetProperty("live_missions").EnumerateArray().Select(mission => mission.GetProperty("mission_ref").GetString()));
        JsonElement over = await ReplayAsync("--at", "2026-12-02T00:00:00Z");
        Assert.Empty(over.GetProperty("live_missions").EnumerateArray());
    }

    [Fact]
    public async Task A_wider_candidate_allows_what_was_asked_again()
    {
        Log(DecisionLogLines.Line("m1", Read), DecisionLogLines.Line("m3", Delete));
        catalog.Replace("operations: [read, create, update]", "operations: [read, create, update, delete]");
        JsonElement replayed = await ReplayAsync();
        Assert.Equal(["m3"], Changed(replayed, "looser"));
        JsonElement one = replayed.GetProperty("changed")[0];
        Assert.Equal(
            ("reapprove [operation_stronger]", "inside"), (one.GetProperty("was").GetString(), one.GetProperty("would_be").GetString()));
        Assert.Equal(1, replayed.GetProperty("purposes")[0].GetProperty("same").GetInt32());
    }

    [Fact]
    public async Task A_withdrawn_purpose_denies_and_a_client_that_is_gone_could_not_begin()
    {
        Log(DecisionLogLines.Line("m1", Read));
        catalog.Replace("clients: [assistant]", "clients: [it-agent]");
        Assert.Equal("deny [client_not_allowed]", (await ReplayAsync()).GetProperty("changed")[0].GetProperty("would_be").GetString());
        File.Delete(Path.Combine(catalog.Folder, "catalog", "purposes", "schedule-meeting.yaml"));
        Assert.Equal("deny [catalog_withdrawn]", (await ReplayAsync()).GetProperty("changed")[0].GetProperty("would_be").GetString());
    }

    [Fact]
    public async Task What_the_log_does_not_hold_is_unknown_and_never_guessed()
    {
        Log(DecisionLogLines.Line("m1", Read));
        catalog.Replace(
            "governing: [calendar, window, attendees, external_attendees]\n  audit_only: [note]",
            "governing: [calendar, window, attendees, external_attendees, note]");
        catalog.Replace("where: { recipients: { subset_of: params.attendees } }", "where: { recipients: { subset_of: params.attendees }, mailbox: { equals: params.note } }");
        Assert.Equal(["m1"], Changed(await ReplayAsync(), "unknown"));
    }

    [Fact]
    public async Task An_audit_only_param_that_the_schema_needs_does_not_stop_a_replay()
    {
        Log(DecisionLogLines.LineOfAll(Incident, """{"incident":"INC-7","service":"mail"}""", "m1", Restart));
        catalog.Replace("    grant: on_request\n    where: { service: { equals: params.service } }", "    grant: on_request\n    where: { service: { equals: payments } }", "incident-response");
        Assert.Equal(["m1"], Changed(await ReplayAsync(), "stricter"));
    }

    [Fact]
    public async Task What_was_granted_on_request_is_granted_under_the_candidate_too()
    {
        Log(DecisionLogLines.LineOfAll(Incident, """{"incident":"INC-7","service":"mail"}""", "m1", Restart));
        catalog.Replace("lifetime: { max: 1h, idle: 15m }", "lifetime: { max: 1h, idle: 10m }", "incident-response");
        Assert.Empty((await ReplayAsync()).GetProperty("changed").EnumerateArray());
    }

    [Fact]
    public async Task A_line_that_is_no_decision_or_was_changed_is_told_with_its_number()
    {
        string tampered = DecisionLogLines.Line("m2", Delete).Replace(
            "\"decision\":{\"outcome\":\"reapprove\"", "\"decision\":{\"outcome\":\"deny\"", StringComparison.Ordinal);
        Log(DecisionLogLines.Line("m1", Read), "{ half a line", tampered);
        ToolRun run = await catalog.RunAsync("replay", "log.jsonl", "--format", "github");
        Assert.Equal(ExitCodes.Findings, run.Code);
        string[] lines = run.Output.TrimEnd().Split('\n');
        Assert.StartsWith("::error file=log.jsonl,line=2,col=1,title=MP3104::", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("::error file=log.jsonl,line=3,col=1,title=MP3105::", lines[1], StringComparison.Ordinal);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task A_replay_can_fail_only_for_what_would_be_looser()
    {
        Log(DecisionLogLines.Line("m2", Create));
        catalog.Replace("operations: [read, create, update]", "operations: [read]");
        Assert.Equal(ExitCodes.Findings, (await catalog.RunAsync("replay", "log.jsonl")).Code);
        Assert.Equal(ExitCodes.Clean, (await catalog.RunAsync("replay", "log.jsonl", "--fail-on", "looser")).Code);
        Assert.Equal(ExitCodes.CouldNotRun, (await catalog.RunAsync("replay", "none.jsonl")).Code);
        Assert.Equal(ExitCodes.CouldNotRun, (await catalog.RunAsync("replay", "log.jsonl", "--at", "yesterday")).Code);
    }

    private const string Incident = "https://it.example.com/purposes/incident-response";

    private const string Restart = """{"resource":"host.session","operation":"restart","service":"mail"}""";

    private static IEnumerable<string?> Changed(JsonElement replayed, string verdict) =>
        [.. replayed.GetProperty("changed").EnumerateArray().Where(one => one.GetProperty("verdict").GetString() == verdict).Select(one => one.GetProperty("mission_ref").GetString())];

    private void Log(params string[] lines) => catalog.Write("log.jsonl", string.Join('\n', lines) + "\n");

    private async Task<JsonElement> ReplayAsync(params string[] more) =>
        JsonElement.Parse((await catalog.RunAsync(["replay", "log.jsonl", "--format", "json", .. more])).Output);
}
