namespace MissionPolicy.Server.Tests.Clients;

/// <summary>Client authentication for the tests of a class.</summary>
public sealed class SharedAuthentication : IAsyncDisposable
{
    internal AuthenticationFixture Clients { get; } = new();

    public ValueTask DisposeAsync() => Clients.DisposeAsync();
}
