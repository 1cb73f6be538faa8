using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>A changed entry bounds the Missions of the configuration too: a trial answers as a stored Mission would.</summary>
public sealed class ConfiguredCeilingTests : IDisposable
{
    private readonly DirectoryInfo catalog = ChangedCatalog.Of(static line => line);
    private readonly string original;

    public ConfiguredCeilingTests() => original = File.ReadAllText(Meeting);

    private string Meeting => Path.Combine(catalog.FullName, "purposes", "schedule-meeting.yaml");

    public void Dispose() => catalog.Delete(recursive: true);

    [Theory]
    [InlineData("operations: [read, create, update]", "operations: [read, update]", "operation_outside")]
    [InlineData("tenants: [example.com]", "tenants: [customer.example]", "catalog_narrowed")]
    [InlineData("resume:\n", "on_change: suspend\nresume:\n", "catalog_changed")]
    public async Task What_the_entry_takes_is_taken_until_it_is_put_back(string old, string replacement, string code)
    {
        await using TestHost host = await TestHost.StartAsync($"--Catalog:Path={catalog.FullName}", "--Catalog:ReloadSeconds=0");
        Assert.True((await host.PostAsync("/access/v1/evaluation", Questions.Evaluation())).Decision);
        Put(host, original.Replace(old, replacement, StringComparison.Ordinal));
        TestHost.Answer narrowed = await host.PostAsync("/access/v1/evaluation", Questions.Evaluation());
        Assert.False(narrowed.Decision);
        Assert.Contains(narrowed.Codes, found => found == code || (code == "operation_outside" && found == "operation_stronger"));
        Put(host, original);
        Assert.True((await host.PostAsync("/access/v1/evaluation", Questions.Evaluation())).Decision);
    }

    [Fact]
    public async Task What_the_entry_adds_is_not_given()
    {
        Put(null, original.Replace("operations: [read, create, update]", "operations: [read, update]", StringComparison.Ordinal));
        await using TestHost host = await TestHost.StartAsync($"--Catalog:Path={catalog.FullName}", "--Catalog:ReloadSeconds=0");
        Put(host, original);
        Assert.False((await host.PostAsync("/access/v1/evaluation", Questions.Evaluation())).Decision);
    }

    private void Put(TestHost? host, string text)
    {
        Assert.NotEqual(File.ReadAllText(Meeting), text);
        File.WriteAllText(Meeting, text);
        if (host is not null)
        {
            Assert.True(host.App.Services.GetRequiredService<CatalogHost>().Reload(out var mistakes), string.Join('\n', mistakes));
        }
    }
}
