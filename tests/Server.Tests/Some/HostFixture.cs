namespace MissionPolicy.Server.Tests.Some;

/// <summary>One host for the tests of a class.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private TestHost? host;

    internal TestHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync();

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
