using System.Net;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>A receiver of pushes on a port of loopback: keeps what comes, answers what the test says.</summary>
internal sealed class FakeReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Push> pushes = Channel.CreateUnbounded<Push>();
    private readonly Queue<Func<HttpContext, Task>> answers = new();

    private FakeReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.First() + "/events";

    /// <summary>What is answered when no answer is queued.</summary>
    public Func<HttpContext, Task> Otherwise { get; set; } = static http => Status(http, HttpStatusCode.Accepted);

    public static async Task<FakeReceiver> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        FakeReceiver receiver = new(builder.Build());
        receiver.app.Run(receiver.HandleAsync);
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    /// <summary>Queues answers for the next pushes.</summary>
    public void Answer(params IEnumerable<Func<HttpContext, Task>> next)
    {
        lock (answers)
        {
            foreach (Func<HttpContext, Task> answer in next)
            {
                answers.Enqueue(answer);
            }
        }
    }

    public static Func<HttpContext, Task> With(HttpStatusCode status, string? body = null, params (string Name, string Value)[] headers) => async http =>
    {
        foreach ((string name, string value) in headers)
        {
            http.Response.Headers[name] = value;
        }

        await Status(http, status);
        if (body is not null)
        {
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync(body, TestContext.Current.CancellationToken);
        }
    };

    public static Func<HttpContext, Task> Err(string code) => With(HttpStatusCode.BadRequest, $$"""{"err":"{{code}}","description":"no"}""");

    /// <summary>The next push; a test that waits in vain fails.</summary>
    public async Task<Push> NextAsync()
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        return await pushes.Reader.ReadAsync(limit.Token);
    }

    public bool HasMore => pushes.Reader.TryPeek(out _);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Task Status(HttpContext http, HttpStatusCode status)
    {
        http.Response.StatusCode = (int)status;
        return Task.CompletedTask;
    }

    private async Task HandleAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body, Encoding.UTF8);
        string body = await reader.ReadToEndAsync(http.RequestAborted);
        Func<HttpContext, Task>? answer;
        lock (answers)
        {
            answers.TryDequeue(out answer);
        }

        await pushes.Writer.WriteAsync(
            new Push(http.Request.Method, http.Request.Path, http.Request.ContentType, http.Request.Headers.Accept.ToString(), http.Request.Headers.Authorization.ToString(), body),
            http.RequestAborted);
        await (answer ?? Otherwise)(http);
    }

    /// <summary>A push as it came.</summary>
    public sealed record Push(string Method, string Path, string? ContentType, string Accept, string Authorization, string Body)
    {
        public JsonElement Claims => AgentKey.Payload(Body);

        public string Jti => Claims.GetProperty("jti").GetString()!;

        public string EventUri => Claims.GetProperty("events").EnumerateObject().Single().Name;

        public JsonElement Event => Claims.GetProperty("events").EnumerateObject().Single().Value;
    }
}
