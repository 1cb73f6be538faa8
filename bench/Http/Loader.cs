using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Missions;
using MissionPolicy.Samples.MeetingAgent.Scenarios;

namespace MissionPolicy.Http.Bench;

/// <summary>Callers that derive key-bound tokens under one Mission, one after the other, each on its own connection.</summary>
internal sealed class Loader : IDisposable
{
    private const string NonceHeader = "DPoP-Nonce";

    // Proofs are made while the server rests, and have to be used before they are too old.
    private const int Portion = 10_000;

    // Code is compiled three times until it stays as it is, and not all of it becomes hot at once.
    private const int WarmPortions = 5;

    // Not counted: they open the connections and bring the server's code back into the processor's caches.
    private const int LeadIn = 200;

    private readonly PublishedServer server;
    private readonly SavedMission mission;
    private readonly int callers;
    private readonly HttpClient http;
    private readonly Uri endpoint;
    private readonly byte[] body;
    private readonly Proofs proofs;

    public Loader(PublishedServer server, SavedMission mission, int callers)
    {
        this.server = server;
        this.mission = mission;
        this.callers = callers;
        endpoint = new Uri(server.Addresses.Provider + "/token");
        proofs = new Proofs(mission.Key, endpoint.AbsoluteUri);
        body = Form(mission);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            MaxConnectionsPerServer = callers,
            // Sooner than the server, so that none is closed under a request.
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(60),
        });
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{PublishedServer.Client}:{server.Secret}")));
    }

    /// <summary>Derives tokens that do not count, with rests: without them the runtime would compile its hot code in the rounds.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="BenchFailure">As for those that count.</exception>
    public async Task WarmAsync(int requests, CancellationToken cancellation)
    {
        int portion = (requests + WarmPortions - 1) / WarmPortions;
        for (int done = 0; done < requests; done += portion)
        {
            await RunAsync(Math.Min(portion, requests - done), cancellation);
            await server.RestAsync(cancellation);
        }
    }

    /// <summary>Derives tokens and measures.</summary>
    /// <param name="requests">How many count.</param>
    /// <param name="cancellation">Stops.</param>
    /// <exception cref="BenchFailure">An answer was not 200, a token is not what it has to be, or the server logged an error.</exception>
    public async Task<Measurement> RunAsync(int requests, CancellationToken cancellation)
    {
        List<double> milliseconds = new(requests);
        TimeSpan processor = TimeSpan.Zero;
        TimeSpan clock = TimeSpan.Zero;
        while (milliseconds.Count < requests)
        {
            string nonce = await NonceAsync(cancellation);
            string[] first = proofs.Make(LeadIn, nonce);
            string[] counted = proofs.Make(Math.Min(Portion, requests - milliseconds.Count), nonce);
            await SendAllAsync(first, cancellation);
            server.Check();
            TimeSpan before = server.ProcessorTime;
            long begun = Stopwatch.GetTimestamp();
            milliseconds.AddRange(await SendAllAsync(counted, cancellation));
            clock += Stopwatch.GetElapsedTime(begun);
            processor += server.ProcessorTime - before;
            server.Check();
        }

        return Measurement.Of(milliseconds, processor, clock);
    }

    public void Dispose()
    {
        http.Dispose();
        proofs.Dispose();
    }

    private static byte[] Form(SavedMission mission)
    {
        ResourceAccess access = Meeting.CalendarAccess;
        JsonObject detail = new()
        {
            ["type"] = "mission",
            ["mission_ref"] = mission.MissionRef,
            ["locations"] = new JsonArray(access.Resource),
            ["datatypes"] = new JsonArray([.. access.Datatypes.Select(static type => JsonValue.Create(type))]),
            ["actions"] = new JsonArray([.. access.Actions.Select(static action => JsonValue.Create(action))]),
        };
        string details = new JsonArray(detail).ToJsonString();
        return Encoding.UTF8.GetBytes(
            $"grant_type=refresh_token&refresh_token={WebUtility.UrlEncode(mission.RefreshToken!.Reveal())}"
            + $"&resource={WebUtility.UrlEncode(access.Resource)}&authorization_details={WebUtility.UrlEncode(details)}");
    }

    private static async Task<BenchFailure> RefusedAsync(HttpResponseMessage answer, CancellationToken cancellation) =>
        new($"The server answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(cancellation)}");

    // A proof without a nonce is refused, and the refusal has one.
    private async Task<string> NonceAsync(CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(proofs.Make(1, nonce: null)[0]);
        using HttpResponseMessage answer = await http.SendAsync(request, cancellation);
        return answer.StatusCode == HttpStatusCode.BadRequest && answer.Headers.TryGetValues(NonceHeader, out IEnumerable<string>? nonces)
            ? nonces.Single()
            : throw await RefusedAsync(answer, cancellation);
    }

    private async Task<double[]> SendAllAsync(string[] made, CancellationToken cancellation)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        double[] milliseconds = new double[made.Length];
        byte[][] shown = new byte[2][];
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(
            async () =>
            {
                while (Interlocked.Increment(ref next) is int index && index < made.Length)
                {
                    long begun = Stopwatch.GetTimestamp();
                    byte[] answer = await DeriveAsync(made[index], stop);
                    milliseconds[index] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                    if (index == 0 || index == made.Length - 1)
                    {
                        shown[index == 0 ? 0 : 1] = answer;
                    }
                }
            },
            stop.Token)));
        TokenCheck.Run(shown, mission);
        return milliseconds;
    }

    private async Task<byte[]> DeriveAsync(string proof, CancellationTokenSource stop)
    {
        try
        {
            using HttpRequestMessage request = Request(proof);
            using HttpResponseMessage answer = await http.SendAsync(request, stop.Token);
            return answer.StatusCode == HttpStatusCode.OK
                ? await answer.Content.ReadAsByteArrayAsync(stop.Token)
                : throw await RefusedAsync(answer, stop.Token);
        }
        catch (Exception wrong)
        {
            // One wrong answer ends all callers.
            await stop.CancelAsync();
            if (wrong is HttpRequestException)
            {
                server.Check();
            }

            throw;
        }
    }

    private HttpRequestMessage Request(string proof)
    {
        HttpRequestMessage request = new(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Version = HttpVersion.Version11;
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        request.Headers.Add("DPoP", proof);
        return request;
    }
}
