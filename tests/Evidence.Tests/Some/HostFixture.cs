using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>One host with 17 records of two Missions, for tests that change nothing.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("evidence-host-");
    private EvidenceHost? host;

    internal EvidenceHost Host => host ?? throw new InvalidOperationException("The host is not started.");

    internal static async Task FillAsync(EvidenceHost host)
    {
        await host.AddAsync("one", "alice", MissionState.Revoked, 12);
        await host.AddAsync("two", "bob", MissionState.Active, 5);
    }

    public async ValueTask InitializeAsync()
    {
        host = await EvidenceHost.StartAsync(Path.Combine(directory.FullName, "data"));
        await FillAsync(host);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        directory.Delete(recursive: true);
    }
}
