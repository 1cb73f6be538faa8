using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Catalogs;

/// <summary>Loading at start, and reloading while the host answers.</summary>
public sealed class CatalogHostingTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("catalog-").FullName;

    public CatalogHostingTests()
    {
        string from = Repository.Path("catalog");
        foreach (string file in Directory.EnumerateFiles(from, "*.yaml", SearchOption.AllDirectories))
        {
            string to = Path.Combine(folder, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private string Meeting => Path.Combine(folder, "purposes", "schedule-meeting.yaml");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_broken_catalog_refuses_the_start_and_tells_every_mistake_with_its_place()
    {
        Replace("version: 4", "version: four");
        Replace("acr: mfa", "acr: mfaa");
        Replace("operations: [send]", "operations: [sned]");
        File.AppendAllText(Path.Combine(folder, "purposes", "summarize-inbox.yaml"), "\nlifetme: { max: 8h }\n");
        using StringWriter errors = new();
        Assert.Null(ServerHost.Build(TestHost.Arguments($"--Catalog:Path={folder}"), errors));
        string told = errors.ToString();
        Assert.Contains("purposes/schedule-meeting.yaml:3:10 ", told, StringComparison.Ordinal);
        Assert.Contains("Did you mean `mfa`?", told, StringComparison.Ordinal);
        Assert.Contains("Did you mean `send`?", told, StringComparison.Ordinal);
        Assert.Contains("Did you mean `lifetime`?", told, StringComparison.Ordinal);
        Assert.Contains("4 mistakes", told, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_is_not_there_refuses_the_start()
    {
        using StringWriter errors = new();
        Assert.Null(ServerHost.Build(TestHost.Arguments($"--Catalog:Path={folder}/none"), errors));
        Assert.Contains("Catalog:Path", errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configured_Mission_that_cannot_be_made_refuses_the_start()
    {
        using StringWriter errors = new();
        Assert.Null(ServerHost.Build(TestHost.Arguments($"--Catalog:Path={folder}", "--Missions:0:Tenant=customer.example"), errors));
        Assert.Contains("tenant_not_allowed", errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("params.external_attendees: { count_over: 5 } }, then: { add: { exposure: 30 } }", "params.attendees: { count_over: 0 } }, then: { refuse: true, add: { exposure: 30 } }", "refused_by_rule rules.guests.refuse")]
    [InlineData("params.external_attendees: { count_over: 5 } }", "subject.department: { equals: sales } }", "read claims of the subject")]
    public void A_configured_Mission_that_rules_refuse_or_cannot_judge_refuses_the_start(string old, string replacement, string said)
    {
        Replace(old, replacement);
        using StringWriter errors = new();
        Assert.Null(ServerHost.Build(TestHost.Arguments($"--Catalog:Path={folder}"), errors));
        Assert.Contains(said, errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_catalog_decides_from_then_on_and_a_broken_one_never_does()
    {
        await using TestHost host = await TestHost.StartAsync($"--Catalog:Path={folder}");
        CatalogReloader reloader = host.App.Services.GetServices<IHostedService>().OfType<CatalogReloader>().Single();
        Assert.Equal("Schedule a meeting", await TitleAsync(host));

        Replace("title: Schedule a meeting", "title: Arrange a meeting");
        reloader.Look();
        Assert.Equal("Arrange a meeting", await TitleAsync(host));

        Replace("title: Arrange a meeting", "title: Broken\ntitle: twice");
        reloader.Look();
        Assert.Equal("Arrange a meeting", await TitleAsync(host));

        File.Delete(Meeting);
        reloader.Look();
        Assert.Null(await TitleAsync(host));
        Assert.Equal(["catalog_withdrawn"], (await host.PostAsync("/access/v1/evaluation", Questions.Evaluation())).Codes);
    }

    [Fact]
    public async Task A_catalog_that_grew_wider_never_widens_a_live_Mission()
    {
        await using TestHost host = await TestHost.StartAsync($"--Catalog:Path={folder}");
        Replace("operations: [read, create, update]", "operations: [read, create, update, delete]");
        host.App.Services.GetServices<IHostedService>().OfType<CatalogReloader>().Single().Look();
        Assert.Equal(["operation_stronger"], (await host.PostAsync("/access/v1/evaluation", Questions.Evaluation("delete"))).Codes);
    }

    [Fact]
    public async Task The_public_view_tells_no_rules()
    {
        await using TestHost host = await TestHost.StartAsync($"--Catalog:Path={folder}");
        string text = (await host.GetAsync("/catalog/purposes")).Json.GetRawText();
        Assert.Contains("\"params_schema\"", text, StringComparison.Ordinal);
        Assert.Contains("[\"inspect\",\"restart\"],\"grant\":\"on_request\"", text, StringComparison.Ordinal);
        Assert.All(
            ["step_up", "\"where\"", "phr", "reviewers", "cases"], word => Assert.DoesNotContain(word, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Decisions_are_written_one_a_line_with_all_that_a_replay_needs()
    {
        string file = Path.Combine(folder, "decisions.jsonl");
        await using (TestHost host = await TestHost.StartAsync($"--Catalog:Path={folder}", $"--Evaluation:DecisionLog={file}"))
        {
            await host.PostAsync("/access/v1/evaluation", Questions.Evaluation());
            await host.PostAsync("/access/v1/evaluation", Questions.Evaluation("delete"));
        }

        JsonElement[] lines = [.. (await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken)).Select(line => JsonElement.Parse(line))];
        Assert.Equal(["inside", "reapprove"], lines.Select(line => line.GetProperty("decision").GetProperty("outcome").GetString()));
        Assert.All(lines, line => Assert.Equal("cal_team01", line.GetProperty("action").GetProperty("calendar").GetString()));
        Assert.All(lines, line => Assert.StartsWith("sha-256:", line.GetProperty("catalog_digest").GetString(), StringComparison.Ordinal));
        Assert.All(lines, line => Assert.Equal("user_1", line.GetProperty("envelope").GetProperty("subject").GetString()));
    }

    private static async Task<string?> TitleAsync(TestHost host)
    {
        TestHost.Answer answer = await host.GetAsync("/catalog/purposes");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        return answer.Json.GetProperty("purposes").EnumerateArray()
            .Where(purpose => purpose.GetProperty("kind").GetString()!.EndsWith("schedule-meeting", StringComparison.Ordinal))
            .Select(purpose => purpose.GetProperty("title").GetString())
            .SingleOrDefault();
    }

    private void Replace(string old, string replacement)
    {
        string text = File.ReadAllText(Meeting);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(Meeting, text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
