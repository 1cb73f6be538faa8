using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>The authorization server of the CRM: redeems assertions, takes the signals of the home provider, answers its API.</summary>
internal sealed class CrmHost : IAsyncDisposable
{
    public const string PushToken = "push-token-of-the-home-provider";
    public const string LocalClient = "crm-assistant-042";

    private readonly string jwksPath;
    private string? nonce;

    private CrmHost(TestHost host, string jwksPath) => (Host, this.jwksPath) = (host, jwksPath);

    public TestHost Host { get; }

    public string ReceiveUrl => new Uri(Host.Http.BaseAddress!, "/signals/receive").ToString();

    public static async Task<CrmHost> StartAsync(string homeJwks, params string[] settings)
    {
        string jwks = Path.GetTempFileName();
        await File.WriteAllTextAsync(jwks, homeJwks, TestContext.Current.CancellationToken);
        return new CrmHost(
            await TestHost.StartAsync(
            [
                "--Roles:Provider=false", "--Roles:ResourceServer=true", $"--Server:Issuer={TestAgent.CrmAs}",
                $"--ResourceRole:Issuers:0:Issuer={TestAgent.Issuer}", $"--ResourceRole:Issuers:0:JwksPath={jwks}", "--ResourceRole:Issuers:0:ProvisionSubjects=true",
                $"--ResourceRole:Policies:0:PurposeKind={TestAgent.Kind}", $"--ResourceRole:Policies:0:Resources:0={TestAgent.CrmApi}", "--ResourceRole:Policies:0:Scopes:0=crm.activity.create",
                $"--Signals:Transmitters:0:Issuer={TestAgent.Issuer}", $"--Signals:Transmitters:0:JwksPath={jwks}", $"--Signals:Transmitters:0:PushToken={PushToken}",
                $"--Clients:0:ClientId={LocalClient}", "--Clients:0:ClientName=Assistant", "--Clients:0:TokenEndpointAuthMethod=private_key_jwt", $"--Clients:0:Jwks={TestAgent.ClientKey.Jwks}",
                "--Clients:0:GrantTypes:0=urn:ietf:params:oauth:grant-type:jwt-bearer", "--Clients:0:Scope=crm.activity.create",
                "--Clients:1:ClientId=crm-api", "--Clients:1:ClientName=CRM", "--Clients:1:TokenEndpointAuthMethod=client_secret_basic", "--Clients:1:ClientSecret=crm-api-secret-0123456789abcdef",
                $"--Clients:1:Resource={TestAgent.CrmApi}", "--Clients:1:GrantTypes:0=client_credentials", "--Clients:1:Scope=evaluate",
                .. settings,
            ]),
            jwks);
    }

    /// <summary>Redeems an assertion.</summary>
    public async Task<TestHost.Answer> RedeemAsync(string assertion, AgentKey key)
    {
        for (int attempt = 0; ; attempt++)
        {
            long now = Host.Time.GetUtcNow().ToUnixTimeSeconds();
            string authentication = TestAgent.ClientKey.Sign(new JsonObject { ["typ"] = "JWT" }, new JsonObject
            {
                ["iss"] = LocalClient, ["sub"] = LocalClient, ["aud"] = TestAgent.CrmAs, ["jti"] = Guid.NewGuid().ToString(), ["iat"] = now, ["exp"] = now + 60,
            });
            using HttpRequestMessage request = new(HttpMethod.Post, "/token")
            {
                Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
                    ["assertion"] = assertion,
                    ["client_id"] = LocalClient,
                    ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                    ["client_assertion"] = authentication,
                }),
            };
            request.Headers.Add("DPoP", key.Proof("POST", TestAgent.CrmAs + "/token", Host.Time.GetUtcNow(), nonce));
            TestHost.Answer answer = await Host.SendAsync(request);
            nonce = answer.Headers.GetValueOrDefault("DPoP-Nonce") ?? nonce;
            if (attempt > 0 || TestAgent.Error(answer) != "use_dpop_nonce")
            {
                return answer;
            }
        }
    }

    public async Task<bool> IsActiveAsync(string token)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/introspect")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("crm-api:crm-api-secret-0123456789abcdef")));
        TestHost.Answer answer = await Host.SendAsync(request);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        return answer.Json.GetProperty("active").GetBoolean();
    }

    /// <summary>Pushes whatever a test wants.</summary>
    public async Task<TestHost.Answer> PushAsync(string body, string? token = PushToken, string mediaType = "application/secevent+jwt")
    {
        using HttpRequestMessage request = new(HttpMethod.Post, "/signals/receive") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = mediaType.Length == 0 ? null : MediaTypeHeaderValue.Parse(mediaType);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return await Host.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        File.Delete(jwksPath);
    }
}
