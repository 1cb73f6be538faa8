using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>A changed entry and what it gives on request: a live Mission keeps what it
/// was given, as long as the entry has it at all.</summary>
public sealed class CeilingOnRequestTests : IDisposable
{
    private const string Mail = """[{"type":"mission","datatypes":["mail.message"],"actions":["send"]},{"type":"mission","datatypes":["calendar.event"],"actions":["read"]}]""";
    private const string OnRequest = "    operations: [send]\n    grant: on_request\n";

    private readonly DirectoryInfo catalog = ChangedCatalog.Of(static line => line);
    private readonly string original;

    public CeilingOnRequestTests() => original = File.ReadAllText(Meeting);

    private string Meeting => Path.Combine(catalog.FullName, "purposes", "schedule-meeting.yaml");

    public void Dispose() => catalog.Delete(recursive: true);

    [Fact]
    public async Task What_was_given_on_request_stays_when_another_part_changes_and_goes_with_its_item()
    {
        Put(original.Replace("    operations: [send]\n", OnRequest, StringComparison.Ordinal));
        await using OversightHost host = await StartAsync();
        TestHost.Answer tokens = await host.Agent.NewMissionAsync(Asking(host, Mail));
        (await MailAsync(host, tokens)).IsOk();

        Change(host, "operations: [read, create, update]", "operations: [read, create]");
        (await MailAsync(host, tokens)).IsOk();
        (await host.Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();

        Change(host, $"  - resource: mail.message\n    at: https://email-api.example.com\n{OnRequest}    where: {{ recipients: {{ subset_of: params.attendees }} }}\n", string.Empty);
        TestHost.Answer gone = await MailAsync(host, tokens);
        gone.IsRefused("invalid_target");
        Assert.Equal("change_catalog", gone.Json.GetProperty("reapproval").GetProperty("next_step").GetProperty("step").GetString());
        (await host.Agent.DeriveAsync(tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
    }

    [Fact]
    public async Task What_becomes_on_request_is_not_taken_from_a_Mission_that_has_it()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "    operations: [send]\n", OnRequest);
        (await MailAsync(host, host.Tokens)).IsOk();
        Assert.Null((await host.StoredAsync(host.MissionRef)).Ceiling?.Envelope);
        (await MailAsync(host, await host.Agent.NewMissionAsync())).IsRefused("invalid_target");
    }

    [Fact]
    public async Task A_Mission_that_the_catalog_suspended_is_approved_anew_with_what_it_held_and_no_more()
    {
        Put(original.Replace("    operations: [send]\n", OnRequest, StringComparison.Ordinal).Replace("resume:\n", "on_change: suspend\nresume:\n", StringComparison.Ordinal));
        await using OversightHost host = await StartAsync();
        TestHost.Answer tokens = await host.Agent.NewMissionAsync(Asking(host, Mail));
        Change(host, "title: Schedule a meeting", "title: Schedule meetings");
        (await MailAsync(host, tokens)).IsRefused("invalid_grant");

        TestHost.Answer anew = await host.Agent.NewMissionAsync(Asking(host, AgentSteps.Named(tokens, "resume")));
        (await MailAsync(host, anew)).IsOk();
        TestHost.Answer calendar = (await host.Agent.TokenAsync(AgentSteps.Refresh(anew).With(("resource", TestAgent.CalendarApi)))).IsOk();
        Assert.Equal("""["read"]""", calendar.Details()[0].GetProperty("actions").GetRawText());
    }

    [Fact]
    public async Task A_crossing_that_only_the_changed_entry_makes_names_the_line_of_the_entry()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "operations: [read, create, update]", "operations: [read, create]");
        TestHost.Answer update = await host.Agent.DeriveAsync(host.Tokens, TestAgent.CalendarApi, "calendar.event", "update");
        var reapproval = update.Json.GetProperty("reapproval");
        var step = reapproval.GetProperty("next_step");
        Assert.Equal("change_catalog", step.GetProperty("step").GetString());
        Assert.Equal("$.authority[0].operations", step.GetProperty("changes")[0].GetProperty("path").GetString());
        Assert.True(reapproval.TryGetProperty("outside_catalog", out _));
    }

    [Fact]
    public async Task A_crossing_that_another_value_mends_under_the_changed_entry_can_be_sent()
    {
        await using OversightHost host = await StartAsync();
        Change(host, "operations: [read, create, update]", "operations: [read, create]");
        TestHost.Answer other = await host.Agent.DeriveAsync(
            host.Tokens, TestAgent.CalendarApi, "calendar.event", "read", detail => detail["constraints"] = new System.Text.Json.Nodes.JsonObject { ["calendar"] = "cal_board1" });
        var reapproval = other.Json.GetProperty("reapproval");
        Assert.Equal("push", reapproval.GetProperty("next_step").GetProperty("step").GetString());
        TestHost.Answer more = await host.Agent.NewMissionAsync(host.Agent.Request(System.Text.Json.Nodes.JsonNode.Parse(reapproval.GetProperty("client_context").ToString())!.AsObject())
            .With(("authorization_details", reapproval.GetProperty("authorization_details").ToString())));
        TestHost.Answer calendar = (await host.Agent.TokenAsync(AgentSteps.Refresh(more).With(("resource", TestAgent.CalendarApi)))).IsOk();
        Assert.Equal("""["create","read"]""", calendar.Details()[0].GetProperty("actions").GetRawText());
    }

    private static Dictionary<string, string> Asking(OversightHost host, string details) =>
        host.Agent.Request().With(("authorization_details", details));

    private static Task<TestHost.Answer> MailAsync(OversightHost host, TestHost.Answer tokens) =>
        host.Agent.DeriveAsync(tokens, TestAgent.EmailApi, "mail.message", "send");

    private Task<OversightHost> StartAsync() =>
        OversightHost.StartAsync(null, $"--Catalog:Path={catalog.FullName}", "--Catalog:ReloadSeconds=0");

    private void Put(string text)
    {
        Assert.NotEqual(File.ReadAllText(Meeting), text);
        File.WriteAllText(Meeting, text);
    }

    private void Change(OversightHost host, string old, string replacement)
    {
        Put(File.ReadAllText(Meeting).Replace(old, replacement, StringComparison.Ordinal));
        Assert.True(host.Host.App.Services.GetRequiredService<CatalogHost>().Reload(out var mistakes), string.Join('\n', mistakes));
    }
}
