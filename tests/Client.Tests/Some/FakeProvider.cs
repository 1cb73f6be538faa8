using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace MissionPolicy.Client.Tests.Some;

/// <summary>A provider, and resource server, over real HTTP that does what a test tells it to. It checks every proof that it gets.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly ProofCheck proofs = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<Seen, Reply>>> once = new();
    private readonly ConcurrentDictionary<string, Func<Seen, Reply>> always = new();
    private readonly WebApplication app;
    private int nonces;

    private FakeProvider(WebApplication app)
    {
        this.app = app;
        Issuer = "";
        Metadata = [];
        Http = new HttpClient();
    }

    public string Issuer { get; private set; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 12, 1, 8, 0, 0, TimeSpan.Zero));

    /// <summary>A client as applications make them: it follows redirects.</summary>
    public HttpClient Http { get; }

    public ConcurrentQueue<Seen> Requests { get; } = [];

    /// <summary>What was wrong with the requests; a test ends with none.</summary>
    public List<string> Problems { get; } = [];

    public JsonObject Metadata { get; private set; }

    public ECDsa SigningKey { get; set; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; set; } = "k1";

    /// <summary>The published keys; null publishes the signing key.</summary>
    public JsonArray? Keys { get; set; }

    /// <summary>Changes the claims of the next ID Tokens.</summary>
    public Action<JsonObject> ChangeClaims { get; set; } = _ => { };

    /// <summary>Changes the token answer.</summary>
    public Action<JsonObject> ChangeAnswer { get; set; } = _ => { };

    /// <summary>Signs ID Tokens in another way.</summary>
    public Func<JsonObject, string>? SignIdToken { get; set; }

    /// <summary>Wants a nonce in every proof.</summary>
    public bool WantsNonce { get; set; }

    /// <summary>The last pushed request.</summary>
    public Dictionary<string, string> Pushed { get; private set; } = [];

    public static async Task<FakeProvider> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        FakeProvider provider = new(app);
        app.Run(provider.HandleAsync);
        await app.StartAsync(TestContext.Current.CancellationToken);
        provider.Issuer = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        provider.Metadata = Defaults.Metadata(provider.Issuer);
        return provider;
    }

    /// <summary>The next answer at a path.</summary>
    public FakeProvider Once(string path, Func<Seen, Reply> reply)
    {
        once.GetOrAdd(path, _ => new()).Enqueue(reply);
        return this;
    }

    /// <summary>Every further answer at a path.</summary>
    public FakeProvider Always(string path, Func<Seen, Reply> reply)
    {
        always[path] = reply;
        return this;
    }

    public Seen[] At(string path) => [.. Requests.Where(seen => seen.Path == path)];

    public Seen Last(string path) => At(path)[^1];

    /// <summary>An ID Token as it would be signed for the pushed request.</summary>
    public string IdToken(Action<JsonObject>? change = null)
    {
        JsonObject claims = Defaults.IdTokenClaims(Issuer, Pushed, Time.GetUtcNow());
        change?.Invoke(claims);
        ChangeClaims(claims);
        return SignIdToken?.Invoke(claims) ?? Jose.Sign(SigningKey, new JsonObject { ["alg"] = "ES256", ["kid"] = KeyId, ["typ"] = "JWT" }, claims);
    }

    /// <summary>A success answer of the token endpoint after a code.</summary>
    public Reply Tokens()
    {
        JsonObject body = new()
        {
            ["access_token"] = "at-provider",
            ["token_type"] = "DPoP",
            ["expires_in"] = 300,
            ["refresh_token"] = "rt-1",
            ["id_token"] = IdToken(),
            ["scope"] = "openid offline_access",
            ["unheard_of"] = new JsonObject { ["x"] = 1 },
        };
        if (Pushed.TryGetValue("client_context", out string? context) && context.Contains("\"purpose\"", StringComparison.Ordinal))
        {
            body["mission_ref"] = "mr_1";
            body["mission_expires_at"] = "2026-12-01T16:00:00Z";
        }

        ChangeAnswer(body);
        return Reply.Json(200, body);
    }

    public Task StopAsync() => app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        SigningKey.Dispose();
        await app.DisposeAsync();
        Assert.Empty(Problems);
    }

    private async Task HandleAsync(HttpContext http)
    {
        using StreamReader reader = new(http.Request.Body);
        string body = await reader.ReadToEndAsync();
        string path = http.Request.Path;
        Dictionary<string, string> form = http.Request.HasFormContentType ? Defaults.Form(body) : [];
        string? authorization = http.Request.Headers.Authorization;
        string? token = authorization?.StartsWith("DPoP ", StringComparison.Ordinal) == true ? authorization[5..] : null;
        bool proven = !path.StartsWith("/.well-known", StringComparison.Ordinal) && path is not ("/jwks" or "/elsewhere");
        (JsonElement Claims, string Key)? proof = proven
            ? proofs.Check(http.Request.Method, Issuer + path, http.Request.Headers["DPoP"], token, Time.GetUtcNow(), Problems)
            : null;
        Seen seen = new()
        {
            Method = http.Request.Method,
            Path = path,
            Body = body,
            Form = form,
            Headers = http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            At = Time.GetUtcNow(),
            Proof = proof?.Claims ?? default,
            Key = proof?.Key,
        };
        Requests.Enqueue(seen);
        Reply reply = Decide(seen, proven);
        http.Response.StatusCode = reply.Status;
        http.Response.ContentType = "application/json";
        foreach ((string name, string value) in reply.Headers)
        {
            http.Response.Headers.Append(name, value);
        }

        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(reply.Body));
    }

    private Reply Decide(Seen seen, bool proven)
    {
        if (once.TryGetValue(seen.Path, out ConcurrentQueue<Func<Seen, Reply>>? queue) && queue.TryDequeue(out Func<Seen, Reply>? next))
        {
            return next(seen);
        }

        if (WantsNonce && proven && seen.Nonce != $"n{nonces}")
        {
            (string, string) header = ("DPoP-Nonce", $"n{++nonces}");
            return seen.Headers.TryGetValue("Authorization", out string? scheme) && !scheme.StartsWith("Basic", StringComparison.Ordinal)
                ? new Reply(401, "{}", header, ("WWW-Authenticate", "DPoP error=\"use_dpop_nonce\", error_description=\"a, b\""))
                : Reply.Json(400, new JsonObject { ["error"] = "use_dpop_nonce" }, header);
        }

        if (seen.Path == "/par")
        {
            Pushed = seen.Form;
        }

        return always.TryGetValue(seen.Path, out Func<Seen, Reply>? reply) ? reply(seen) : seen.Path switch
        {
            "/.well-known/openid-configuration" => Reply.Json(200, Metadata),
            "/jwks" => Reply.Json(200, new JsonObject { ["keys"] = Keys?.DeepClone() ?? new JsonArray(Jose.Jwk(SigningKey, KeyId)) }),
            "/par" => Reply.Json(201, new JsonObject { ["request_uri"] = "urn:ietf:params:oauth:request_uri:1", ["expires_in"] = 90 }),
            "/token" when seen.Form.GetValueOrDefault("grant_type") == "authorization_code" => Tokens(),
            _ => new Reply(404, "{}"),
        };
    }
}
