using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>A client's notification endpoint that answers as a test wants and remembers what came.</summary>
internal sealed class NotifiedClient : IAsyncDisposable
{
    private readonly WebApplication app;

    private NotifiedClient(WebApplication app) => this.app = app;

    /// <summary>What it answers, first to last; then 204.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    public ConcurrentQueue<(string Path, string Authorization, string? ContentType, string Body)> Calls { get; } = new();

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/notify";

    public static async Task<NotifiedClient> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        NotifiedClient client = new(app);
        app.Run(client.AnswerAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return client;
    }

    /// <summary>Waits, in real time, until so many calls have come.</summary>
    public async Task<int> WaitAsync(int calls)
    {
        for (int i = 0; i < 200 && Calls.Count < calls; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return Calls.Count;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync();
        int status = Answers.TryDequeue(out int next) ? next : (int)HttpStatusCode.NoContent;
        http.Response.StatusCode = status;
        http.Response.Headers.Location = status is >= 300 and < 400 ? "/elsewhere" : default;
        Calls.Enqueue((http.Request.Path, http.Request.Headers.Authorization.ToString(), http.Request.ContentType, body));
    }
}
