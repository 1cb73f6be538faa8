using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>A second server: the authorization server of the CRM, which trusts one provider and has a policy of its own.</summary>
internal sealed class CrmHost : IAsyncDisposable
{
    public const string Kid = "home";
    private const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private readonly string keys;
    private string? nonce;

    private CrmHost(TestHost host, string keys)
    {
        Host = host;
        this.keys = keys;
    }

    public TestHost Host { get; }

    /// <summary>The client's key at both servers.</summary>
    public AgentKey Key { get; } = new();

    public static async Task<CrmHost> StartAsync(string jwks, params string[] more)
    {
        string path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, jwks, TestContext.Current.CancellationToken);
        return new CrmHost(await TestHost.StartAsync([.. Settings(TestAgent.Issuer, path), .. more]), path);
    }

    /// <summary>A provider's key as the trusted issuer publishes it.</summary>
    public static string JwksOf(AgentKey key)
    {
        JsonObject jwk = key.PublicJwk;
        jwk["kid"] = Kid;
        jwk["use"] = "sig";
        jwk["alg"] = "ES256";
        return new JsonObject { ["keys"] = new JsonArray(jwk) }.ToJsonString();
    }

    public static string[] Settings(string issuer, string? jwksPath) =>
    [
        "--Roles:Provider=false", "--Roles:ResourceServer=true", $"--Server:Issuer={TestAgent.CrmAs}",
        $"--ResourceRole:Issuers:0:Issuer={issuer}", $"--ResourceRole:Issuers:0:JwksPath={jwksPath}", "--ResourceRole:Issuers:0:ProvisionSubjects=true",
        $"--ResourceRole:Policies:0:PurposeKind={TestAgent.Kind}", $"--ResourceRole:Policies:0:Resources:0={TestAgent.CrmApi}",
        "--ResourceRole:Policies:0:Resources:1=https://other-api.example.com", "--ResourceRole:Policies:0:Scopes:0=crm.activity.create",
        "--ResourceRole:Policies:0:Scopes:1=crm.activity.read", "--ResourceRole:Policies:0:AcrValues:0=phr",
        "--Clients:0:ClientId=crm-assistant-042", "--Clients:0:ClientName=Assistant", "--Clients:0:TokenEndpointAuthMethod=private_key_jwt",
        $"--Clients:0:Jwks={TestAgent.ClientKey.Jwks}", $"--Clients:0:GrantTypes:0={JwtBearer}", "--Clients:0:Scope=crm.activity.create",
        "--Clients:1:ClientId=crm-other", "--Clients:1:ClientName=Other", "--Clients:1:TokenEndpointAuthMethod=private_key_jwt",
        $"--Clients:1:Jwks={TestAgent.ClientKey.Jwks}", $"--Clients:1:GrantTypes:0={JwtBearer}", "--Clients:1:Scope=crm.activity.create",
        "--Clients:2:ClientId=crm-api", "--Clients:2:ClientName=CRM", "--Clients:2:TokenEndpointAuthMethod=client_secret_basic", "--Clients:2:ClientSecret=crm-api-secret-0123456789abcdef",
        $"--Clients:2:Resource={TestAgent.CrmApi}", "--Clients:2:GrantTypes:0=client_credentials", "--Clients:2:Scope=evaluate",
    ];

    /// <summary>The claims of an assertion that this server takes.</summary>
    public JsonObject Claims(Action<JsonObject>? change = null)
    {
        long now = Host.Time.GetUtcNow().ToUnixTimeSeconds();
        JsonObject claims = new()
        {
            ["iss"] = TestAgent.Issuer, ["sub"] = "crm-pairwise-71", ["aud"] = TestAgent.CrmAs, ["client_id"] = "crm-assistant-042",
            ["iat"] = now, ["exp"] = now + 200, ["jti"] = "idj_" + Guid.NewGuid(), ["resource"] = TestAgent.CrmApi, ["scope"] = "crm.activity.create",
            ["mission_ref"] = "mr_home", ["purpose_kind"] = TestAgent.Kind, ["acr"] = "phr", ["auth_time"] = now - 60,
            ["authorization_details"] = new JsonArray(Detail(TestAgent.CrmApi, "crm.activity", "create")),
            ["cnf"] = new JsonObject { ["jkt"] = Key.Thumbprint },
        };
        change?.Invoke(claims);
        return claims;
    }

    public static JsonObject Detail(string at, string type, string action, string missionRef = "mr_home") => new()
    {
        ["type"] = "mission", ["mission_ref"] = missionRef, ["locations"] = new JsonArray(at), ["datatypes"] = new JsonArray(type), ["actions"] = new JsonArray(action),
    };

    public static string Assertion(AgentKey home, JsonObject claims, string typ = "oauth-id-jag+jwt", string? kid = Kid) =>
        home.Sign(new JsonObject { ["typ"] = typ, ["kid"] = kid }, claims);

    /// <summary>Redeems an assertion; a nonce that is asked for is used.</summary>
    public async Task<TestHost.Answer> RedeemAsync(string assertion, AgentKey? key = null, string clientId = "crm-assistant-042", params (string Name, string? Value)[] more)
    {
        for (int attempt = 0; ; attempt++)
        {
            TestHost.Answer answer = await PostAsync(
                AgentSteps.Form([("grant_type", JwtBearer), ("assertion", assertion), .. more]),
                (key ?? Key).Proof("POST", TestAgent.CrmAs + "/token", Host.Time.GetUtcNow(), nonce),
                clientId);
            nonce = answer.Headers.GetValueOrDefault("DPoP-Nonce") ?? nonce;
            if (attempt > 0 || TestAgent.Error(answer) != "use_dpop_nonce")
            {
                return answer;
            }
        }
    }

    public async Task<TestHost.Answer> PostAsync(Dictionary<string, string> form, string? proof, string clientId = "crm-assistant-042")
    {
        long now = Host.Time.GetUtcNow().ToUnixTimeSeconds();
        string client = TestAgent.ClientKey.Sign(new JsonObject { ["typ"] = "JWT" }, new JsonObject
        {
            ["iss"] = clientId, ["sub"] = clientId, ["aud"] = TestAgent.CrmAs, ["jti"] = Guid.NewGuid().ToString(), ["iat"] = now, ["exp"] = now + 60,
        });
        using HttpRequestMessage request = new(HttpMethod.Post, "/token")
        {
            Content = new FormUrlEncodedContent(form.With(
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"), ("client_assertion", form.GetValueOrDefault("client_assertion") ?? client))),
        };
        if (proof is not null)
        {
            request.Headers.Add("DPoP", proof);
        }

        return await Host.SendAsync(request);
    }

    /// <summary>Why the last assertion was refused: known to the evidence, and to nobody outside.</summary>
    public async Task<string?> LastReasonAsync()
    {
        IEvidenceLog log = Host.App.Services.GetRequiredService<IStore>().Evidence;
        EvidenceRecord last = (await log.ReadAsync(log.Last, 1, TestContext.Current.CancellationToken))[0];
        return JsonElement.Parse(last.Json.Span).TryGetProperty("reason", out JsonElement reason) ? reason.GetString() : null;
    }

    public async ValueTask DisposeAsync()
    {
        Key.Dispose();
        await Host.DisposeAsync();
        File.Delete(keys);
    }
}
