using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>The clients of the documentation are clients.</summary>
public sealed class SampleClientsTests
{
    [Fact]
    public void The_samples_can_be_configured()
    {
        ConfiguredClients provider = Configure(Blocks()[0]);
        Assert.Equal("agent_scheduler", provider.Find("assistant")!.Agent!.Id);
        Assert.Equal("agent_it", provider.Find("it-agent")!.Agent!.Id);
        Assert.False(provider.Find("assistant-cli")!.IsConfidential);
        Assert.Equal("https://calendar-api.example.com", provider.Find("calendar-api")!.Resource);
        Assert.Equal("https://email-api.example.com", provider.Find("mail-api")!.Resource);
        Assert.NotNull(Configure(Blocks()[1]).Find("crm-assistant-042"));
    }

    private static string[] Blocks() =>
        [.. File.ReadAllText(Repository.Path("docs", "clients.md")).Split("```json\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])];

    private static ConfiguredClients Configure(string json)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = "Development" });
        builder.Configuration.AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json)));
        builder.Services.AddClients(builder.Environment);
        using ServiceProvider services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<ConfiguredClients>();
    }
}
