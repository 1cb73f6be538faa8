using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using MissionPolicy.Client.Deferred;

namespace MissionPolicy.Samples.MeetingAgent.Callback;

/// <summary>Where the person comes back to, and where the provider says that a deferred request is decided.</summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private const int LongestNotification = 4096;

    private readonly Channel<string> returned = Channel.CreateUnbounded<string>();
    private readonly WebApplication app;
    private Awaited? awaited;

    private CallbackListener(WebApplication app) => this.app = app;

    public static async Task<CallbackListener> StartAsync(int port, CancellationToken cancellation)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls($"http://localhost:{port}");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        CallbackListener listener = new(app);
        app.MapGet("/callback", listener.Return);
        app.MapPost("/notify", listener.NotifyAsync);
        await app.StartAsync(cancellation);
        return listener;
    }

    /// <summary>The query with which the next person comes back.</summary>
    public ValueTask<string> NextAsync(CancellationToken cancellation) => returned.Reader.ReadAsync(cancellation);

    /// <summary>Ends when the provider says that this request is decided.</summary>
    public Task NotifiedOf(DeferredAuthorization authorization)
    {
        Awaited next = new(authorization, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Volatile.Write(ref awaited, next);
        return next.Told.Task;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private ContentHttpResult Return(HttpRequest request)
    {
        returned.Writer.TryWrite(request.QueryString.Value ?? string.Empty);
        return TypedResults.Text("The agent has its answer. You can close this page.");
    }

    private async Task<StatusCodeHttpResult> NotifyAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength is not <= LongestNotification)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        byte[] body = new byte[request.ContentLength.Value];
        await request.Body.ReadExactlyAsync(body, cancellation);
        Awaited? one = Volatile.Read(ref awaited);
        NotificationResult result = DeferredNotification.Check(
            request.ContentType, request.Headers.Authorization, body, id => one?.Authorization.DeferredAuthId.Is(id) == true ? one.Authorization : null);
        if (result is NotificationResult.Accepted)
        {
            one!.Told.TrySetResult();
        }

        return TypedResults.StatusCode(result.Status);
    }

    private sealed record Awaited(DeferredAuthorization Authorization, TaskCompletionSource Told);
}
