using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Evidence.Tests.Some;

/// <summary>The real host over real HTTP, with Missions and evidence that a test puts there.</summary>
internal sealed class EvidenceHost : IAsyncDisposable
{
    public const string Everything = "evidence.read evidence.personal evidence.erase";

    private readonly WebApplication app;
    private readonly HttpClient http;
    private readonly FakeTimeProvider time;

    private EvidenceHost(WebApplication app, FakeTimeProvider time)
    {
        (this.app, this.time) = (app, time);
        http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    public T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    public static async Task<EvidenceHost> StartAsync(string directory)
    {
        FakeTimeProvider time = new(SomeLog.Begin);
        using StringWriter errors = new();
        string[] arguments = ["--environment=Development", "--hostBuilder:reloadConfigOnChange=false", $"--contentRoot={Root("src", "Server")}", "--urls=http://127.0.0.1:0", $"--Storage:Path={directory}"];
        WebApplication app = ServerHost.Build(arguments, errors, builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.Logging.ClearProviders();
        }) ?? throw new InvalidOperationException(errors.ToString());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new EvidenceHost(app, time);
    }

    public string Token(string scope) => Get<DevelopmentToken>().Write("http://localhost:5100", "auditor", scope, time.GetUtcNow());

    public async Task<(HttpStatusCode Status, string Text, string? MediaType)> SendAsync(HttpMethod method, string path, string? scope = Everything, string? body = null)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = scope is null ? null : new AuthenticationHeaderValue("Bearer", Token(scope));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Content.Headers.ContentType?.MediaType);
    }

    public async Task<string> TextAsync(string path)
    {
        (HttpStatusCode status, string text, _) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"{path}: {status} {text}");
        return text;
    }

    /// <summary>A Mission of a person, with one record for each turn.</summary>
    public async Task AddAsync(string name, string subject, MissionState state, int records)
    {
        Mission mission = Some(name, subject, state);
        EvidenceDesk desk = Get<EvidenceDesk>();
        await Get<IStore>().WriteAsync(write => write.Insert(MissionTables.Missions, mission), CancellationToken.None);
        for (int turn = 1; turn <= records; turn++)
        {
            EvidenceDraft draft = desk.Prepare(
                EvidenceKinds.DerivationIssued,
                new EvidenceEntry { EventId = EvidenceDesk.NewId(), MissionId = mission.MissionId, MissionVersion = turn },
                new PersonalFacts { Subject = subject, Decision = "{}" });
            await Get<IStore>().WriteAsync(
                write =>
                {
                    draft.Append(write);
                    return true;
                },
                CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private static Mission Some(string name, string subject, MissionState state) => new()
    {
        MissionId = "m_" + name,
        MissionRef = "mr_" + name,
        State = state,
        Version = 1,
        Kind = "https://assistant.example.com/purposes/schedule-meeting",
        EntryDigest = "sha-256:entry",
        CatalogDigest = "sha-256:catalog",
        Client = "assistant",
        Subject = subject,
        Tenant = "example.com",
        Envelope = "sealed",
        EnvelopeDigest = "sha-256:envelope",
        Applied = "sealed",
        AppliedDigest = "sha-256:applied",
        SignIn = SignInRecord.None,
        CreatedAt = SomeLog.Begin,
        AttestedAt = SomeLog.Begin,
        EndsAt = SomeLog.Begin.AddDays(1),
        WaitsUntil = SomeLog.Begin.AddHours(1),
    };

    private static string Root(params string[] parts)
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "MissionPolicy.sln")))
        {
            at = at.Parent;
        }

        return Path.Combine([at!.FullName, .. parts]);
    }
}
