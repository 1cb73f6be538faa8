using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MissionPolicy.Client.Deferred;

namespace MissionPolicy.Samples.MeetingAgent.Callback;

/// <summary>Where the person comes back to, and where the provider says that a deferred request is decided.</summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private readonly Channel<string> returned = Channel.CreateUnbounded<string>();
    private readonly WebApplication app;
    private (DeferredAuthorization Authorization, TaskCompletionSource Notified)? awaited;

    private CallbackListener(WebApplication app) => this.app = app;

    public static async Task<CallbackListener> StartAsync(int port, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        CallbackListener listener = new(app);
        app.MapGet("/callback", listener.Return);
        app.MapPost("/deferred/notify", listener.NotifyAsync);
        await app.StartAsync(cancellation);
        return listener;
    }

    /// <summary>The query with which the next person comes back.</summary>
    public ValueTask<string> NextAsync(CancellationToken cancellation) => returned.Reader.ReadAsync(cancellation);

    /// <summary>Ends when the provider says that this request is decided.</summary>
    public Task Await(DeferredAuthorization authorization)
    {
        TaskCompletionSource notified = new(TaskCreationOptions.RunContinuationsAsynchronously);
        awaited = (authorization, notified);
        return notified.Task;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private Microsoft.AspNetCore.Http.HttpResults.ContentHttpResult Return(HttpRequest request)
    {
        returned.Writer.TryWrite(request.QueryString.Value ?? string.Empty);
        return TypedResults.Text("The agent has its answer. You can close this page.");
    }

    private async Task<IResult> NotifyAsync(HttpRequest request, CancellationToken cancellation)
    {
        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, cancellation);
        NotificationResult result = DeferredNotification.Check(
            request.ContentType, request.Headers.Authorization, body.ToArray(), id => awaited is { } one && one.Authorization.DeferredAuthId.Is(id) ? one.Authorization : null);
        if (result is NotificationResult.Accepted)
        {
            awaited?.Notified.TrySetResult();
        }

        return TypedResults.StatusCode(result.Status);
    }
}
