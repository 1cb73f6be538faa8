using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Wire;

/// <summary>A host whose scheduling purpose gives mail on request only, and one person at an agent.</summary>
public sealed class LeastAuthorityFixture : IAsyncLifetime
{
    private readonly DirectoryInfo catalog = ChangedCatalog.Of(line => line
        .Replace("    operations: [send]", "    operations: [send]\n    grant: on_request", StringComparison.Ordinal));

    private TestHost? host;
    private TestAgent? agent;

    internal TestHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    internal TestAgent Agent => agent ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync([.. AgentFixture.Settings, $"--Catalog:Path={catalog.FullName}"]);
        agent = new TestAgent(host);
        await agent.SignInStronglyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        agent?.Dispose();
        if (host is not null)
        {
            await host.DisposeAsync();
        }

        catalog.Delete(recursive: true);
    }
}
