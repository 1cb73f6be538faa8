using MissionPolicy.Client.Missions;

namespace MissionPolicy.Http.Bench;

/// <summary>One variant: its server, the Mission there, and its callers.</summary>
internal sealed class Competitor : IAsyncDisposable
{
    private readonly PublishedServer server;
    private readonly Loader loader;

    private Competitor(Variant variant, PublishedServer server, Loader loader)
    {
        Variant = variant;
        this.server = server;
        this.loader = loader;
    }

    public Variant Variant { get; }

    /// <summary>Starts the server and lets a person approve the Mission.</summary>
    /// <param name="variant">The variant.</param>
    /// <param name="root">The folder of this run: the published server, and the stores.</param>
    /// <param name="arguments">The command line.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static async Task<Competitor> StartAsync(Variant variant, RunFolder root, Arguments arguments, CancellationToken cancellation)
    {
        PublishedServer server = await PublishedServer.StartAsync(
            root.Server, root.Store(variant), variant, arguments.ServerProcessor, cancellation);
        try
        {
            SavedMission mission = await ApprovedMission.AskAsync(server, cancellation);
            return new Competitor(variant, server, new Loader(server, mission, arguments.Callers));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Derives tokens that do not count.</summary>
    public Task WarmAsync(int requests, CancellationToken cancellation) => loader.WarmAsync(requests, cancellation);

    /// <summary>Derives tokens and measures.</summary>
    public Task<Measurement> RunAsync(int requests, CancellationToken cancellation) => loader.RunAsync(requests, cancellation);

    /// <summary>Ends the server as an operator does.</summary>
    public Task StopAsync(CancellationToken cancellation) => server.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        loader.Dispose();
        await server.DisposeAsync();
    }
}
