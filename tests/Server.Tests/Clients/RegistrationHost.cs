using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Endpoints;
using MissionPolicy.Server.Replay;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tests.Clients;

/// <summary>The room of clients alone, over HTTP, on a store in a folder of its own.</summary>
internal sealed class RegistrationHost : IAsyncDisposable
{
    public const string Token = "an-initial-access-token-of-the-tests";

    private readonly DirectoryInfo directory = Directory.CreateTempSubdirectory("register-");
    private readonly WebApplication app;
    private readonly HttpClient http;

    private RegistrationHost(Dictionary<string, string?> settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Clear();
        settings["Storage:Path"] = Path.Combine(directory.FullName, "data");
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddOptions<ServerOptions>();
        builder.Services.AddEmbeddedStore().AddStoreTable(ReplayTable.Used).AddSingleton<ReplayGuard>().AddClients(builder.Environment);
        app = builder.Build();
        ClientRegistrationEndpoint.Map(app);
        http = new HttpClient();
    }

    public IServiceProvider Services => app.Services;

    public static async Task<RegistrationHost> StartAsync(params (string Name, string? Value)[] settings)
    {
        Dictionary<string, string?> all = new() { ["ClientRegistration:InitialAccessTokenHashes:0"] = HandleHash.Of(Token).Value };
        foreach ((string name, string? value) in settings)
        {
            all[name] = value;
        }

        RegistrationHost host = new(all.Where(pair => pair.Value is not null).ToDictionary());
        try
        {
            await host.app.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        host.http.BaseAddress = new Uri(host.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return host;
    }

    public async Task<Answer> RegisterAsync(string body, string? authorization = $"Bearer {Token}", string mediaType = "application/json")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/register") { Content = new StringContent(body, Encoding.UTF8) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, JsonElement.Parse(text), string.Join(',', response.Headers.WwwAuthenticate), response.Headers.CacheControl?.NoStore ?? false);
    }

    public async Task<Client?> FindAsync(string clientId) =>
        await Services.GetRequiredService<IClientRegistry>().FindAsync(clientId, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.DisposeAsync();
        directory.Delete(recursive: true);
    }

    internal sealed record Answer(int Status, JsonElement Json, string Challenge, bool NoStore)
    {
        public string Error => Json.GetProperty("error").GetString()!;

        public string Text(string name) => Json.GetProperty(name).GetString()!;

        public string[] Texts(string name) => [.. Json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
    }
}
