using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Oversight;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>A changed entry bounds the Missions that live.</summary>
public sealed class CatalogCeilingTests : IDisposable
{
    private const string Starts = "      starts: { within: params.window }\n";

    private readonly string folder = Directory.CreateTempSubdirectory("catalog-").FullName;
    private readonly string unchanged;

    public CatalogCeilingTests()
    {
        string from = Repository.Path("catalog");
        foreach (string file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            string to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }

        unchanged = File.ReadAllText(Meeting);
    }

    private string Meeting => Path.Combine(folder, "purposes", "schedule-meeting.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task An_operation_that_the_entry_no_longer_has_is_not_given_any_more_and_what_was_given_is_not_honoured()
    {
        await using OversightHost host = await StartAsync();
        string older = (await DeriveAsync(host, "update")).IsOk().Member("access_token");
        Change(host, "operations: [read, create, update]", "operations: [read, create]");

        Assert.Equal("invalid_authorization_details", TestAgent.Error(await DeriveAsync(host, "update")));
        Assert.Equal("""{"active":false}""", (await StopTests.IntrospectAsync(host.Agent, older)).GetRawText());
        TestHost.Answer read = (await DeriveAsync(host, "read")).IsOk();
        Assert.Equal("""["read"]""", Assert.Single(read.Details().EnumerateArray()).GetProperty("actions").GetRawText());
        TestHost.Answer asked = await AskAsync(host, "update");
        Assert.False(asked.Decision);
        Assert.Contains("operation_stronger", asked.Codes, StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_first_look_is_enough_for_a_token_of_before()
    {
        await using OversightHost host = await StartAsync();
        string older = (await DeriveAsync(host, "update")).IsOk().Member("access_token");
        Change(host, "operations: [read, create, update]", "operations: [read, create]");

        Assert.False((await StopTests.IntrospectAsync(host.Agent, older)).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task A_bound_that_the_entry_adds_is_in_the_tokens_from_then_on()
    {
        await using OversightHost host = await StartAsync();
        Change(host, Starts, Starts + "      id: { starts_with: evt_ }\n");

        JsonElement detail = Assert.Single((await DeriveAsync(host, "read")).IsOk().Details().EnumerateArray());

        Assert.Equal("""{"prefix":"evt_"}""", detail.GetProperty("constraints").GetProperty("id").GetRawText());
        Assert.Contains("resource_outside_bounds", (await AskAsync(host, "read", "other_1")).Codes, StringComparer.Ordinal);
    }

    [Fact]
    public async Task An_audience_that_the_entry_no_longer_reaches_gets_no_assertion()
    {
        await using OversightHost host = await StartAsync();
        (await host.Agent.TokenAsync(AgentSteps.AssertionRequest(host.Tokens))).IsOk();
        Change(host, "resources: [crm.activity]", "resources: [mail.message]");

        Assert.Equal("invalid_target", TestAgent.Error(await host.Agent.TokenAsync(AgentSteps.AssertionRequest(host.Tokens))));
    }

    [Fact]
    public async Task A_shorter_life_ends_the_Mission_earlier_and_every_answer_says_so()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "lifetime: { max: 8h, idle: 1h }", "lifetime: { max: 10m, idle: 10m }", "shorten: 2h", "shorten: 5m");
        string end = "2026-12-01T09:1";

        TestHost.Answer read = (await DeriveAsync(host, "read")).IsOk();
        TestHost.Answer shown = await host.Agent.CallAsync(HttpMethod.Get, "/missions/" + host.MissionRef, host.AccessToken);

        Assert.StartsWith(end, read.Member("mission_expires_at"), StringComparison.Ordinal);
        Assert.StartsWith(end, shown.Member("expires_at"), StringComparison.Ordinal);
        host.Host.Time.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal("mission_expired", (await DeriveAsync(host, "read")).Member("mission_error"));
    }

    [Theory]
    [InlineData("clients: [assistant]", "clients: [finance-agent]", "client_not_allowed")]
    [InlineData("tenants: [example.com]", "tenants: [customer.example]", "tenant_not_allowed")]
    [InlineData("^cal_[a-z0-9]{6,32}$", "^kal_[a-z0-9]{6,32}$", "params_invalid")]
    public async Task An_entry_that_gives_the_Mission_nothing_suspends_it_with_the_reason_until_it_is_put_back(
        string old, string replacement, string code)
    {
        await using OversightHost host = await StartAsync();
        string older = (await DeriveAsync(host, "read")).IsOk().Member("access_token");
        Change(host, old, replacement);

        TestHost.Answer refused = await DeriveAsync(host, "read");
        TestHost.Answer again = await host.Agent.TokenAsync(AgentSteps.Refresh(host.Tokens));
        TestHost.Answer crossing = await host.Agent.TokenAsync(AgentSteps.AssertionRequest(host.Tokens));

        Assert.All([refused, again, crossing], answer => Assert.Equal(("invalid_grant", "mission_suspended"), (TestAgent.Error(answer), answer.Member("mission_error"))));
        Assert.Contains(code, refused.Member("error_description"), StringComparison.Ordinal);
        Assert.Contains("catalog_narrowed", refused.Json.GetProperty("mission_decision").GetRawText(), StringComparison.Ordinal);
        JsonElement standing = await StopTests.IntrospectAsync(host.Agent, older);
        Assert.Equal(
            (false, "suspended"), (standing.GetProperty("active").GetBoolean(), standing.GetProperty("mission_state").GetString()));
        Assert.Contains("catalog_narrowed", (await AskAsync(host, "read")).Codes, StringComparer.Ordinal);
        Assert.Equal(MissionState.Active, (await host.StoredAsync(host.MissionRef)).State);

        Put(host, unchanged);
        (await DeriveAsync(host, "read")).IsOk();
        Assert.True((await StopTests.IntrospectAsync(host.Agent, older)).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task An_administrators_pause_outlives_that_of_the_catalog()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "tenants: [example.com]", "tenants: [customer.example]");
        await DeriveAsync(host, "read");
        string token = host.Host.Token("operator", "missions.manage missions.resume");

        Assert.Equal(HttpStatusCode.Conflict, (await host.Host.PostAsync($"/missions/{host.MissionRef}/resume", "{}", token)).Status);
        (await host.Host.PostAsync($"/missions/{host.MissionRef}/suspend", "{}", token)).IsOk();
        Put(host, unchanged);

        Assert.Equal("mission_suspended", (await DeriveAsync(host, "read")).Member("mission_error"));
        (await host.Host.PostAsync($"/missions/{host.MissionRef}/resume", "{}", token)).IsOk();
        (await DeriveAsync(host, "read")).IsOk();
    }

    [Fact]
    public async Task An_entry_that_keeps_leaves_its_Missions_until_it_is_gone()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "operations: [read, create, update]", "operations: [read, create]", "\nresume:", "\non_change: keep\nresume:");

        (await DeriveAsync(host, "update")).IsOk();
        File.Delete(Meeting);
        Reload(host);

        TestHost.Answer gone = await DeriveAsync(host, "update");
        Assert.Contains("catalog_withdrawn", gone.Json.GetProperty("mission_decision").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_suspends_has_its_Missions_approved_anew_and_the_new_one_takes_the_place()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "version: 4", "version: 5", "\nresume:", "\non_change: suspend\nresume:");
        TestHost.Answer refused = await DeriveAsync(host, "read");
        Assert.Contains("catalog_changed", refused.Json.GetProperty("mission_decision").GetRawText(), StringComparison.Ordinal);

        // A later version that only narrows does not lift it.
        Change(host, "version: 4", "version: 6");
        Assert.Equal("mission_suspended", (await DeriveAsync(host, "read")).Member("mission_error"));

        TestHost.Answer tokens = await host.Agent.NewMissionAsync(
            host.Agent.Request().With(("authorization_details", AgentSteps.Named(host.Tokens, "resume"))));

        Assert.NotEqual(host.MissionRef, tokens.Member("mission_ref"));
        (await host.Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        Mission before = await host.StoredAsync(host.MissionRef);
        Assert.Equal((MissionState.Completed, tokens.Member("mission_ref")), (before.State, before.Successor));
    }

    [Fact]
    public async Task The_sweep_after_a_reload_says_it_once_in_evidence_and_timeline_and_a_restart_says_nothing_more()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "operations: [read, create, update]", "operations: [read, create]");

        Assert.Equal(1, await SweepAsync(host));
        Assert.Equal(0, await SweepAsync(host));
        await host.Host.RestartAsync();
        Assert.Equal(0, await SweepAsync(host));
        (await DeriveAsync(host, "read")).IsOk();

        TimelineEntry told = Assert.Single(await ToldAsync(host));
        Assert.Equal("catalog_narrowed", told.Entry.Reason);
        Mission after = await host.StoredAsync(host.MissionRef);
        Assert.Equal((host.First.Version + 1, host.First.Version + 1, host.First.EnvelopeDigest), (after.Version, after.NarrowedIn, after.EnvelopeDigest));
        Browser.Page page = await (await OversightHost.SignInAsync(host.Host, "alice")).GetAsync("/missions/" + host.MissionRef);
        Assert.Contains("Narrowed, since the rules of this purpose changed (less is allowed now)", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_that_takes_nothing_is_not_a_change_of_the_Mission()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "summary: Find a time", "summary: Look for a time");

        Assert.Equal(1, await SweepAsync(host));
        Assert.Equal(0, await SweepAsync(host));

        Assert.Empty(await ToldAsync(host));
        Assert.Equal(OversightHost.Facts(host.First), OversightHost.Facts(await host.StoredAsync(host.MissionRef)));
    }

    [Fact]
    public async Task The_export_has_the_live_Missions_and_nothing_that_names_the_person()
    {
        await using OversightHost host = await StartAsync();
        await host.CopyAsync(copy => copy with { State = MissionState.Revoked });

        using HttpRequestMessage request = new(HttpMethod.Get, "/missions/export");
        request.Headers.Authorization = new("Bearer", host.Host.Token("operator", "missions.manage"));
        using HttpResponseMessage response = await host.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("application/jsonl", response.Content.Headers.ContentType!.MediaType);
        JsonElement line = JsonElement.Parse(Assert.Single(text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(
            ["mission_ref", "state", "purpose_kind", "client_id", "application", "tenant", "actor", "params", "entry_digest", "catalog_digest", "started_at", "expires_at"],
            line.EnumerateObject().Select(member => member.Name));
        Assert.Equal(host.MissionRef, line.GetProperty("mission_ref").GetString());
        Assert.False(line.GetProperty("params").TryGetProperty("note", out _));
        Assert.DoesNotContain(OversightHost.Alice, text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Host.GetAsync("/missions/export")).Status);
    }

    private Task<OversightHost> StartAsync() => OversightHost.StartAsync(null, $"--Catalog:Path={folder}", "--Catalog:ReloadSeconds=0");

    private void Change(OversightHost host, params string[] replacements) =>
        Put(host, replacements.Chunk(2).Aggregate(unchanged, (text, pair) =>
    {
        Assert.Contains(pair[0], text, StringComparison.Ordinal);
        return text.Replace(pair[0], pair[1], StringComparison.Ordinal);
    }));

    private void Put(OversightHost host, string text)
    {
        File.WriteAllText(Meeting, text);
        Reload(host);
    }

    private static void Reload(OversightHost host)
    {
        Assert.True(host.Host.App.Services.GetRequiredService<CatalogHost>().Reload(out var mistakes), string.Join('\n', mistakes));
        Assert.Empty(mistakes);
    }

    private static Task<int> SweepAsync(OversightHost host) =>
        host.Host.App.Services.GetRequiredService<CatalogChangeSweep>().SweepAsync(TestContext.Current.CancellationToken);

    private static async Task<TimelineEntry[]> ToldAsync(OversightHost host) =>
    [
        .. (await host.Host.App.Services.GetRequiredService<EvidenceTimeline>()
            .ReadAsync(host.First.MissionId, null, 50, TestContext.Current.CancellationToken, newestFirst: true)).Entries
            .Where(entry => entry.Kind == EvidenceKinds.MissionCatalogChanged),
    ];

    private static Task<TestHost.Answer> DeriveAsync(OversightHost host, string operation) =>
        host.Agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", operation);

    private static Task<TestHost.Answer> AskAsync(OversightHost host, string operation, string id = "evt_9") => host.Host.PostAsync(
        "/access/v1/evaluation",
        Questions.Evaluation(
            operation, resource: Questions.Event.Replace("evt_9", id, StringComparison.Ordinal), context: $$"""{"mission_ref":"{{host.MissionRef}}"}"""));
}
