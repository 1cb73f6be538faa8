namespace MissionPolicy.Server.Tests.Clients;

/// <summary>The room of clients for the tests of a class.</summary>
public sealed class SharedRegistration : IAsyncLifetime
{
    private RegistrationHost? host;

    internal RegistrationHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    public async ValueTask InitializeAsync() => host = await RegistrationHost.StartAsync();

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;
}
