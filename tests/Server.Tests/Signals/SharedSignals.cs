namespace MissionPolicy.Server.Tests.Signals;

/// <summary>One transmitter for the tests of a class; each test is a receiver of its own name.</summary>
public sealed class SharedSignals : IAsyncLifetime
{
    private SignalHost? host;

    internal SignalHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => host = await SignalHost.StartAsync();

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
