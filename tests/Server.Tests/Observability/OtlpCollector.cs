using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionPolicy.Server.Tests.Some;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace MissionPolicy.Server.Tests.Observability;

/// <summary>A collector on a port of loopback that keeps what comes as it comes.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private const int PatienceMilliseconds = 10_000;

    private readonly WebApplication app;
    private readonly ConcurrentQueue<(string Path, string? ContentType, string Body)> received = new();

    private OtlpCollector(WebApplication app) => this.app = app;

    public string Url => app.Urls.First();

    public IReadOnlyCollection<(string Path, string? ContentType, string Body)> Received => received;

    /// <summary>Everything of one kind of data, each byte a character: names and texts stand in it as they are.</summary>
    public string Text(string path) => string.Concat(received.Where(call => call.Path == path).Select(call => call.Body));

    public static async Task<OtlpCollector> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        OtlpCollector collector = new(builder.Build());
        collector.app.Run(collector.HandleAsync);
        await collector.app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>Lets a host send what it has, until something has come; a test that waits in vain fails.</summary>
    public async Task CollectAsync(TestHost host, Func<OtlpCollector, bool> hasCome)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        do
        {
            limit.Token.ThrowIfCancellationRequested();
            Assert.True(host.App.Services.GetRequiredService<MeterProvider>().ForceFlush(PatienceMilliseconds));
            Assert.True(host.App.Services.GetRequiredService<TracerProvider>().ForceFlush(PatienceMilliseconds));
            await Task.Yield();
        }
        while (!hasCome(this));
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        received.Enqueue((http.Request.Path, http.Request.ContentType, Encoding.Latin1.GetString(body.ToArray())));
    }
}
