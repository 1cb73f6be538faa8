namespace MissionPolicy.Server.Tests.Dpop;

/// <summary>The verifier for the tests of a class.</summary>
public sealed class SharedDpop : IAsyncDisposable
{
    internal DpopFixture Dpop { get; } = new();

    public ValueTask DisposeAsync() => Dpop.DisposeAsync();
}
