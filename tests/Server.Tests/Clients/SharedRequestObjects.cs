using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Tests.Protocol;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>The reader of request objects on a real store, for the tests of a class.</summary>
public sealed class SharedRequestObjects : IAsyncDisposable
{
    private readonly TemporaryStore store;

    public SharedRequestObjects()
    {
        store = new TemporaryStore(Time, ReplayTable.Used);
        Reader = new RequestObjectReader(new ReplayGuard(store.Store), Options.Create(new ServerOptions()), Time);
    }

    internal FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));

    internal TestKey Key { get; } = TestKey.Ec();

    internal TestKey RsaKey { get; } = TestKey.Rsa();

    internal RequestObjectReader Reader { get; }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
