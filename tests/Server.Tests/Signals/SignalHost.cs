using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>A transmitter and what its receivers do with it, on the wire.</summary>
internal sealed class SignalHost(TestHost host) : IAsyncDisposable
{
    public const string MissionEvent = "https://schemas.karlmcguinness.com/mission/lifecycle-change";
    public const string Crm = "crm-as";

    public TestHost Host => host;

    /// <summary>A host that pushes to loopback and never asks for patience.</summary>
    public static Task<SignalHost> StartAsync(params string[] settings) => StartAsync(static _ => { }, settings);

    /// <summary>The same with other services.</summary>
    public static async Task<SignalHost> StartAsync(Action<IServiceCollection> replace, params string[] settings) => new(await TestHost.StartAsync(
        replace,
        ["--Signals:AllowHttpLoopback=true", "--Signals:MinVerificationSeconds=0", $"--Signals:Receivers:0:Client={Crm}", $"--Signals:Receivers:0:Audience={TestAgent.CrmAs}", .. settings]));

    public Task<TestHost.Answer> CallAsync(HttpMethod method, string path, JsonNode? body = null, string client = Crm, string scope = "ssf.manage") =>
        SendAsync(method, path, body?.ToJsonString(), client, scope);

    public async Task<TestHost.Answer> SendAsync(HttpMethod method, string path, string? body, string client = Crm, string scope = "ssf.manage", string mediaType = "application/json")
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(client, scope));
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, mediaType);
        }

        return await host.SendAsync(request);
    }

    /// <summary>A GET whose answer may be an array.</summary>
    public async Task<JsonElement> ReadAsync(string path, string client = Crm)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(client, "ssf.read"));
        using HttpResponseMessage response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public static JsonObject Events(params string[] uris) => new() { ["events_requested"] = new JsonArray([.. uris.Select(uri => (JsonNode)uri)]) };

    /// <summary>A stream with poll delivery.</summary>
    public async Task<string> PollStreamAsync(string client = Crm, JsonObject? request = null)
    {
        TestHost.Answer made = await CallAsync(HttpMethod.Post, "/ssf/stream", request ?? Events(MissionEvent), client);
        Assert.True(made.Status == HttpStatusCode.Created, made.Json.ToString());
        return made.Json.GetProperty("stream_id").GetString()!;
    }

    /// <summary>A stream with push delivery.</summary>
    public Task<string> PushStreamAsync(FakeReceiver receiver, string client = Crm, JsonObject? request = null)
    {
        JsonObject asked = request ?? Events(MissionEvent);
        asked["delivery"] = new JsonObject { ["method"] = "urn:ietf:rfc:8935", ["endpoint_url"] = receiver.Url, ["authorization_header"] = "Bearer of-the-receiver" };
        return PollStreamAsync(client, asked);
    }

    /// <summary>Polls.</summary>
    public async Task<JsonElement> PollAsync(string streamId, JsonObject? request = null, string client = Crm)
    {
        JsonObject asked = request ?? [];
        asked.TryAdd("returnImmediately", true);
        TestHost.Answer answer = await CallAsync(HttpMethod.Post, "/ssf/poll/" + streamId, asked, client, "ssf.read");
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        return answer.Json;
    }

    /// <summary>The claims of every event of an answer to a poll.</summary>
    public static JsonElement[] Sets(JsonElement answer) => [.. answer.GetProperty("sets").EnumerateObject().Select(set => AgentKey.Payload(set.Value.GetString()!))];

    /// <summary>The event object of a SET of Mission lifecycle.</summary>
    public static JsonElement Lifecycle(JsonElement claims) => claims.GetProperty("events").GetProperty(MissionEvent);

    public async Task<SignalStream> StreamAsync(string streamId) =>
        (await SomeMission.Store(host).GetAsync(SignalTables.Streams, streamId, TestContext.Current.CancellationToken))!.Value;

    /// <summary>Waits until a stream is as said; nothing moves the clock meanwhile.</summary>
    public async Task<SignalStream> UntilAsync(string streamId, Func<SignalStream, bool> isSo)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            SignalStream stream = await StreamAsync(streamId);
            if (isSo(stream))
            {
                return stream;
            }

            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public Task<Mission> MissionAsync(params string[] audiences) => SomeMission.AddAsync(host, null, audiences);

    public ValueTask DisposeAsync() => host.DisposeAsync();
}
