using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace MissionPolicy.Server.Tests.SignIn;

/// <summary>A tiny OpenID Provider that says yes to everybody.</summary>
internal sealed class FakeUpstream : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "up" };

    private FakeUpstream(WebApplication app) => this.app = app;

    public string Issuer { get; private set; } = string.Empty;

    public FakeTimeProvider Time { get; set; } = new();

    public string ClientId { get; set; } = "mission-policy";

    /// <summary>What its ID Tokens say besides the usual.</summary>
    public Dictionary<string, object> Claims { get; } = new() { ["sub"] = "248289761001", ["name"] = "Ursula Up" };

    /// <summary>What the last authorization request asked.</summary>
    public Dictionary<string, string> Asked { get; private set; } = [];

    public static async Task<FakeUpstream> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        FakeUpstream upstream = new(builder.Build());
        upstream.app.MapGet("/.well-known/openid-configuration", upstream.Metadata);
        upstream.app.MapGet("/jwks", upstream.Jwks);
        upstream.app.MapPost("/token", upstream.Token);
        await upstream.app.StartAsync(TestContext.Current.CancellationToken);
        upstream.Issuer = upstream.app.Urls.First();
        return upstream;
    }

    /// <summary>Answers an authorization request the way a browser would bring it back.</summary>
    public string Answer(string authorizationUrl)
    {
        Asked = QueryHelpers.ParseQuery(new Uri(authorizationUrl).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        return QueryHelpers.AddQueryString(new Uri(Asked["redirect_uri"]).AbsolutePath, new Dictionary<string, string?> { ["code"] = "c", ["state"] = Asked["state"] });
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private IResult Metadata() => Results.Text(
        new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["jwks_uri"] = Issuer + "/jwks",
            ["response_types_supported"] = new JsonArray("code"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("ES256"),
            ["subject_types_supported"] = new JsonArray("public"),
        }.ToJsonString(),
        "application/json");

    private IResult Jwks()
    {
        JsonWebKey jwk = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(key);
        return Results.Text(
            new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["kid"] = "up", ["x"] = jwk.X, ["y"] = jwk.Y }) }.ToJsonString(),
            "application/json");
    }

    private IResult Token()
    {
        DateTimeOffset now = Time.GetUtcNow();
        string idToken = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = ClientId,
            IssuedAt = now.UtcDateTime,
            Expires = now.UtcDateTime.AddMinutes(5),
            Claims = new Dictionary<string, object>(Claims) { ["nonce"] = Asked["nonce"] },
            SigningCredentials = new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256),
        });
        return Results.Text(new JsonObject { ["access_token"] = "a", ["token_type"] = "Bearer", ["id_token"] = idToken }.ToJsonString(), "application/json");
    }
}
