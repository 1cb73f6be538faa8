using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MissionPolicy.Samples.MeetingAgent.Callback;

/// <summary>Where the person comes back to.</summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private readonly Channel<string> returned = Channel.CreateUnbounded<string>();
    private readonly WebApplication app;

    private CallbackListener(WebApplication app) => this.app = app;

    public static async Task<CallbackListener> StartAsync(int port, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        CallbackListener listener = new(app);
        app.MapGet("/callback", listener.Return);
        await app.StartAsync(cancellation);
        return listener;
    }

    /// <summary>The query with which the next person comes back.</summary>
    public ValueTask<string> NextAsync(CancellationToken cancellation) => returned.Reader.ReadAsync(cancellation);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Return(HttpRequest request)
    {
        returned.Writer.TryWrite(request.QueryString.Value ?? string.Empty);
        return TypedResults.Text("The agent has its answer. You can close this page.");
    }
}
