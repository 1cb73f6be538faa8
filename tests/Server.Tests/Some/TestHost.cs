using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Server.Guard;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>The real host on a free port of loopback, with a clock that the test moves.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    public const string Audience = "http://localhost:5100";

    private readonly DirectoryInfo storage;
    private readonly Func<DirectoryInfo, FakeTimeProvider, Task<WebApplication>> open;
    private int port;

    private TestHost(
        WebApplication app, FakeTimeProvider time, DirectoryInfo storage, Func<DirectoryInfo, FakeTimeProvider, Task<WebApplication>> open)
    {
        App = app;
        Time = time;
        this.storage = storage;
        this.open = open;
        port = Address.Port;
        Http = new HttpClient(Connections()) { BaseAddress = Address };
    }

    public WebApplication App { get; private set; }

    public FakeTimeProvider Time { get; }

    public HttpClient Http { get; }

    private Uri Address => new(App.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static Task<TestHost> StartAsync(params string[] settings) => StartAsync(static _ => { }, settings);

    /// <summary>A host with other services than usual.</summary>
    public static async Task<TestHost> StartAsync(Action<IServiceCollection> replace, params string[] settings)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        DirectoryInfo storage = Directory.CreateTempSubdirectory("mission-policy-");
        WebApplication app = await OpenAsync(storage, time);
        return new TestHost(app, time, storage, OpenAsync);

        async Task<WebApplication> OpenAsync(DirectoryInfo path, FakeTimeProvider clock)
        {
            using StringWriter errors = new();
            WebApplication opened = ServerHost.Build(Arguments([$"--Storage:Path={path.FullName}", $"--Catalog:Path={PatientCatalog.Path}", .. settings]), errors, builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(clock);
                builder.Logging.ClearProviders();
                replace(builder.Services);
            }) ?? throw new InvalidOperationException(errors.ToString());
            await opened.StartAsync(TestContext.Current.CancellationToken);
            return opened;
        }
    }

    /// <summary>Stops the process and starts another one on the same store; whoever has a client of this host goes on with it.</summary>
    public async Task RestartAsync()
    {
        await App.DisposeAsync();
        App = await open(storage, Time);
        port = Address.Port;
    }

    /// <summary>Connections to the process that runs now, wherever it listens: a port that
    /// was given back may be somebody else's before it is asked for again.</summary>
    public SocketsHttpHandler Connections() => new()
    {
        ConnectCallback = async (_, cancellation) =>
        {
            Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    public static string[] Arguments(params string[] settings) =>
        [
            "--environment=Development", $"--contentRoot={Repository.Path("src", "Server")}", "--urls=http://127.0.0.1:0",
            // Nobody changes settings under a running test.
            "--hostBuilder:reloadConfigOnChange=false", .. settings,
        ];

    /// <summary>A token of the host's own development key.</summary>
    public string Token(string client = "assistant", string scope = "evaluate dry_run author", string audience = Audience) =>
        App.Services.GetRequiredService<DevelopmentToken>().Write(audience, client, scope, Time.GetUtcNow());

    public async Task<Answer> PostAsync(
        string path, string body, string? token = null, string mediaType = "application/json", string? requestId = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = mediaType.Length == 0 ? null : MediaTypeHeaderValue.Parse(mediaType);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token ?? Token());
        if (requestId is not null)
        {
            request.Headers.Add("X-Request-ID", requestId);
        }

        return await SendAsync(request);
    }

    public async Task<Answer> GetAsync(string path)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        return await SendAsync(request);
    }

    public async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer(
            response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value), StringComparer.OrdinalIgnoreCase),
            text.StartsWith('{') ? JsonElement.Parse(text) : default);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
        storage.Delete(recursive: true);
    }

    /// <summary>An HTTP answer, read to its end.</summary>
    public sealed record Answer(HttpStatusCode Status, string? MediaType, Dictionary<string, string> Headers, JsonElement Json)
    {
        public bool Decision => Json.GetProperty("decision").GetBoolean();

        public string[] Codes =>
            [.. Json.GetProperty("context").GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!)];

        public string[] Pointers =>
            [.. Json.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("pointer").GetString()!)];
    }
}
