using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Compat;

/// <summary>A person at an agent of a server that has the names of the later drafts switched on.</summary>
public sealed class MissionDraftFixture : IAsyncLifetime
{
    private TestHost? host;
    private TestAgent? agent;

    internal TestHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    internal TestAgent Agent => agent ?? throw new InvalidOperationException("The host is not started yet.");

    internal static string[] Settings { get; } = [.. AgentFixture.Settings, "--Compat:MissionDraft:Enabled=true"];

    public async ValueTask InitializeAsync()
    {
        host = await TestHost.StartAsync(Settings);
        agent = new TestAgent(host);
        await agent.SignInStronglyAsync();
    }

    public ValueTask DisposeAsync()
    {
        agent?.Dispose();
        return host?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
