namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>One host with one Mission, for tests that leave it as it is.</summary>
public sealed class OversightFixture : IAsyncLifetime
{
    private OversightHost? host;

    internal OversightHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => host = await OversightHost.StartAsync();

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
