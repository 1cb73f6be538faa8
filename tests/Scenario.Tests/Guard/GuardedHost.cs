using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Samples.ResourceGuard;
using MissionPolicy.Samples.ResourceGuard.Grants;
using MissionPolicy.Samples.ResourceGuard.Tokens;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Guard;

/// <summary>A guarded resource server in memory, its issuer, and an agent's key.</summary>
internal sealed class GuardedHost : IAsyncDisposable
{
    public const string Issuer = "https://op.example.com";
    public const string Audience = "https://calendar-api.example.com";
    public const string KeyId = "k1";

    private readonly WebApplication app;

    private GuardedHost(WebApplication app, FakeTimeProvider time, ECDsa issuerKey) => (this.app, Time, IssuerKey) = (app, time, issuerKey);

    public FakeTimeProvider Time { get; }

    public ECDsa IssuerKey { get; }

    public ECDsa AgentKey { get; } = Jose.NewKey();

    public static async Task<GuardedHost> StartAsync(
        bool requireNonce = false, bool issuerIsUp = true, HttpMessageHandler? introspection = null, string? acr = null, int? maxAge = null)
    {
        FakeTimeProvider time = new(new DateTimeOffset(2026, 12, 1, 9, 0, 0, TimeSpan.Zero));
        ECDsa issuerKey = Jose.NewKey();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Guard:Issuer"] = Issuer, ["Guard:Audience"] = Audience, ["Guard:RequireNonce"] = requireNonce ? "true" : "false",
            ["Guard:IntrospectionClient"] = introspection is null ? string.Empty : "calendar api", ["Guard:IntrospectionSecret"] = "secret:%",
        });
        builder.Configuration.AddInMemoryCollection(SignIn(acr, maxAge));
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IIssuerKeys>(new Keys(issuerIsUp ? [new ECDsaSecurityKey(issuerKey) { KeyId = KeyId }] : null));
        builder.Services.AddResourceGuard();
        if (introspection is not null)
        {
            builder.Services.AddHttpClient(TokenIntrospection.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => introspection);
        }

        WebApplication app = builder.Build();
        app.MapGuardPages();
        app.MapGroup(string.Empty).RequireMission().MapMethods("/events/{calendar}", ["GET", "POST"], static (HttpContext http, string calendar) =>
            MissionCaller.Of(http).Refuse(new ResourceAction
            {
                Datatype = "calendar.event",
                Operation = HttpMethods.IsGet(http.Request.Method) ? "read" : "create",
                Attributes = ImmutableDictionary<string, AttributeValue>.Empty.Add("calendar", AttributeValue.Of(calendar)),
            }) ?? TypedResults.Ok());
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new GuardedHost(app, time, issuerKey);
    }

    public static JsonObject TokenHeader() => new() { ["typ"] = "at+jwt", ["alg"] = "ES256", ["kid"] = KeyId };

    public JsonObject TokenClaims() => new()
    {
        ["iss"] = Issuer,
        ["sub"] = "user_1",
        ["aud"] = Audience,
        ["client_id"] = "assistant",
        ["iat"] = Now,
        ["exp"] = Now + 300,
        ["jti"] = "at_1",
        ["mission_ref"] = "mr_1",
        ["cnf"] = new JsonObject { ["jkt"] = Jose.Thumbprint(AgentKey) },
        ["authorization_details"] = new JsonArray(new JsonObject
        {
            ["type"] = "mission",
            ["mission_ref"] = "mr_1",
            ["locations"] = new JsonArray(Audience),
            ["datatypes"] = new JsonArray("calendar.event"),
            ["actions"] = new JsonArray("read"),
            ["constraints"] = new JsonObject { ["calendar"] = "cal_team01" },
        }),
    };

    public JsonObject ProofHeader() => new() { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = Jose.Jwk(AgentKey) };

    public JsonObject ProofClaims(string token, string path = "/events/cal_team01") => new()
    {
        ["jti"] = Guid.NewGuid().ToString(), ["htm"] = "GET", ["htu"] = Audience + path, ["iat"] = Now, ["ath"] = Jose.Hash(token),
    };

    public string Token() => Jose.Sign(IssuerKey, TokenHeader(), TokenClaims());

    public string Proof(string token, string path = "/events/cal_team01") => Jose.Sign(AgentKey, ProofHeader(), ProofClaims(token, path));

    public Task<HttpResponseMessage> GetAsync(string? token, string? proof, string path = "/events/cal_team01", string scheme = "DPoP") =>
        SendAsync(HttpMethod.Get, token, proof is null ? [] : [proof], path, scheme);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string? token, string[] proofs, string path, string scheme = "DPoP")
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue(scheme, token);
        request.Headers.TryAddWithoutValidation("DPoP", proofs);
        using HttpClient http = app.GetTestClient();
        return await http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        IssuerKey.Dispose();
        AgentKey.Dispose();
    }

    private static Dictionary<string, string?> SignIn(string? acr, int? maxAge)
    {
        Dictionary<string, string?> settings = new(StringComparer.Ordinal);
        if (acr is not null)
        {
            settings["Guard:AcrValues:0"] = acr;
        }

        if (maxAge is { } seconds)
        {
            settings["Guard:MaxAgeSeconds"] = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return settings;
    }

    private long Now => Time.GetUtcNow().ToUnixTimeSeconds();

    private sealed class Keys(IReadOnlyCollection<SecurityKey>? keys) : IIssuerKeys
    {
        public Task<IReadOnlyCollection<SecurityKey>?> ReadAsync(bool again, CancellationToken cancellation) => Task.FromResult(keys);

        public Task<Uri?> IntrospectionEndpointAsync(CancellationToken cancellation) =>
            Task.FromResult(keys is null ? null : new Uri(Issuer + "/introspect"));
    }
}
