using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MissionPolicy.Server;
using MissionPolicy.Server.Bench;
using MissionPolicy.Server.Dpop;

// How many key-bound tokens a second, through the whole endpoint on the durable store, beside what the cryptography alone would allow: one ES256
// verification (the proof, which brings its key along, so reading the key is part of it) and one signature (the token). Both in one run, on as many threads
// as there are processors. The ratio of the rates counts waiting for the disk too; that of the processor times is what one core can do at most. For whom the
// bound seems too kind there is a third: the same with the key read before. Arguments: how many tokens (4000), then how many callers (1 16 64 256 1024).
int requests = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 4000;
DirectoryInfo storage = Directory.CreateTempSubdirectory("mission-policy-bench-");
string contentRoot = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../src/Server"));
await using WebApplication app = ServerHost.Build(
    [
        "--environment=Development", $"--contentRoot={contentRoot}", $"--Storage:Path={storage.FullName}", "--Server:RequestsPerMinute=100000000",
        "--Clients:assistant:TokenEndpointAuthMethod=client_secret_basic", "--Clients:assistant:ClientSecret=bench-secret-0123456789abcdef", "--Clients:assistant:Jwks=",
        "--Clients:assistant:Agent=", "--Server:DpopProofSeconds=300",
    ],
    Console.Error,
    builder =>
    {
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
    }) ?? throw new InvalidOperationException("The host does not start.");
await app.StartAsync();
using ProofMaker proofs = new();
(string missionRef, string refresh) = await BenchMission.WriteAsync(app.Services, proofs.Thumbprint);
TestServer server = app.GetTestServer();
server.PreserveExecutionContext = false;
byte[] body = Encoding.UTF8.GetBytes(
    $"grant_type=refresh_token&refresh_token={refresh}&resource={WebUtility.UrlEncode(BenchMission.CalendarApi)}&authorization_details="
    + WebUtility.UrlEncode(new JsonArray(new JsonObject
    {
        ["type"] = "mission", ["mission_ref"] = missionRef, ["locations"] = new JsonArray(BenchMission.CalendarApi),
        ["datatypes"] = new JsonArray("calendar.event"), ["actions"] = new JsonArray("read", "create"),
    }).ToJsonString()));
string basic = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("assistant:bench-secret-0123456789abcdef"));
string nonce = app.Services.GetRequiredService<DpopNonces>().Current();

int cores = Environment.ProcessorCount;
await TokensAsync(Proofs(requests), cores);
foreach (int callers in args.Length > 1 ? [.. args[1..].Select(n => int.Parse(n, CultureInfo.InvariantCulture))] : (int[])[1, 16, 64, 256, 1024])
{
    string[] made = Proofs(requests);
    TimeSpan before = Environment.CpuUsage.TotalTime;
    double tokens = await TokensAsync(made, callers);
    double token = (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / requests;
    (double rate, double bound) = Cryptography(readsKey: true);
    (_, double least) = Cryptography(readsKey: false);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{callers,4} callers: {tokens,6:F0} tokens/s beside {rate,6:F0}/s, ratio {tokens / rate:F2}; processor time {token,4:F0} us beside {bound,4:F0} us, ratio {bound / token:F2} (key read before: {least / token:F2})"));
}

await app.StopAsync();
storage.Delete(recursive: true);

string[] Proofs(int count) =>
    [.. Enumerable.Range(0, count).Select(_ => proofs.Make("http://localhost:5100/token", TimeProvider.System.GetUtcNow(), nonce))];

async Task<double> TokensAsync(string[] made, int callers)
{
    int next = -1;
    Stopwatch watch = Stopwatch.StartNew();
    await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Increment(ref next) is int index && index < made.Length)
        {
            HttpContext answer = await server.SendAsync(http =>
            {
                http.Request.Method = "POST";
                http.Request.Path = "/token";
                http.Request.Host = new HostString("localhost", 5100);
                http.Request.ContentType = "application/x-www-form-urlencoded";
                http.Request.Headers.Authorization = basic;
                http.Request.Headers["DPoP"] = made[index];
                http.Request.Body = new MemoryStream(body);
                http.Request.ContentLength = body.Length;
            });
            if (answer.Response.StatusCode != StatusCodes.Status200OK)
            {
                using StreamReader reader = new(answer.Response.Body);
                throw new InvalidOperationException(await reader.ReadToEndAsync());
            }
        }
    })));
    return made.Length / watch.Elapsed.TotalSeconds;
}

(double PerSecond, double ProcessorMicroseconds) Cryptography(bool readsKey)
{
    byte[] data = RandomNumberGenerator.GetBytes(600);
    using ECDsa signer = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    ECParameters point = signer.ExportParameters(includePrivateParameters: false);
    byte[] signature = signer.SignData(data, HashAlgorithmName.SHA256);
    long done = 0;
    TimeSpan before = Environment.CpuUsage.TotalTime;
    Stopwatch watch = Stopwatch.StartNew();
    Parallel.For(0, cores, _ =>
    {
        using ECDsa own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using ECDsa known = ECDsa.Create(point);
        while (watch.Elapsed < TimeSpan.FromSeconds(2))
        {
            using ECDsa? read = readsKey ? ECDsa.Create(point) : null;
            if (!(read ?? known).VerifyData(data, signature, HashAlgorithmName.SHA256))
            {
                throw new CryptographicException("The signature does not fit.");
            }

            own.SignData(data, HashAlgorithmName.SHA256);
            Interlocked.Increment(ref done);
        }
    });
    return (done / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / done);
}
