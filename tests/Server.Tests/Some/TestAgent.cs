using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using MissionPolicy.Server.Tests.SignIn;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>An agent and its person, on the wire: pushes, signs in, approves, redeems, derives. Nothing of the product's client library is in it.</summary>
internal sealed class TestAgent : IDisposable
{
    public const string Issuer = "http://localhost:5100";
    public const string RedirectUri = "http://localhost:5105/callback";
    public const string Kind = "https://assistant.example.com/purposes/schedule-meeting";
    public const string CalendarApi = "https://calendar-api.example.com";
    public const string EmailApi = "https://email-api.example.com";
    public const string CrmApi = "https://crm-api.example.com";
    public const string CrmAs = "http://localhost:5200";
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    public const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    private readonly TestHost host;
    private string? nonce;

    public TestAgent(TestHost host)
    {
        this.host = host;
        Person = new Browser(host);
    }

    /// <summary>The key that proofs are made with.</summary>
    public AgentKey Key { get; set; } = new();

    /// <summary>The key of the client's assertions; the same for every host of this process.</summary>
    public static AgentKey ClientKey { get; } = new();

    public Browser Person { get; }

    public SoftwarePasskey Passkey { get; } = new();

    public string ClientId { get; set; } = "assistant";

    /// <summary>What a host has to be started with so that the agent is known.</summary>
    public static string[] Settings { get; } =
    [
        .. Client("assistant", "private_key_jwt", $"Jwks={ClientKey.Jwks}", "Agent=agent_scheduler"),
        .. Client("assistant-cli", "none"),
        .. Client("finance-agent", "private_key_jwt", $"Jwks={ClientKey.Jwks}"),
        "--Clients:calendar-api:ClientId=calendar-api", "--Clients:calendar-api:TokenEndpointAuthMethod=client_secret_basic", "--Clients:calendar-api:ClientSecret=calendar-secret-0123456789abcdef",
        "--Clients:calendar-api:ClientName=Calendar", $"--Clients:calendar-api:Resource={CalendarApi}", "--Clients:calendar-api:GrantTypes:0=client_credentials", "--Clients:calendar-api:Scope=evaluate",
        "--Clients:operator:ClientId=operator", "--Clients:operator:TokenEndpointAuthMethod=private_key_jwt", $"--Clients:operator:Jwks={ClientKey.Jwks}",
        "--Clients:operator:ClientName=Operator", "--Clients:operator:GrantTypes:0=client_credentials", "--Clients:operator:Scope=missions.manage missions.resume evaluate",
        "--Downstream:0:Issuer=http://localhost:5200", "--Downstream:0:CatalogName=https://crm-as.example.com", "--Downstream:0:Clients:assistant=crm-assistant-042",
    ];

    public static JsonObject Context(Action<JsonObject>? change = null)
    {
        JsonObject context = JsonNode.Parse("""
            {"contexts":{"app":{"id":"ai_assistant"},"tenant":{"id":"example.com"},
              "purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting",
                "params":{"calendar":"cal_team01","window":{"from":"2026-12-01T08:00:00Z","to":"2026-12-05T18:00:00Z"},"attendees":["eng-team@example.com"],"note":"weekly"},
                "display":{"title":"Schedule a team meeting","description":"Find a slot and invite everybody.","locale":"en"},
                "actor":{"type":"agent","id":"agent-7f3a"}}}}
            """)!.AsObject();
        change?.Invoke(context);
        return context;
    }

    /// <summary>The form of a pushed request.</summary>
    public Dictionary<string, string> Request(JsonObject? context = null) => new(StringComparer.Ordinal)
    {
        ["response_type"] = "code",
        ["client_id"] = ClientId,
        ["redirect_uri"] = RedirectUri,
        ["scope"] = "openid profile email offline_access evaluate",
        ["state"] = "af0ifjsldkj",
        ["nonce"] = "n-0S6_WzA2Mj",
        ["code_challenge"] = Challenge,
        ["code_challenge_method"] = "S256",
        ["client_context"] = (context ?? Context()).ToJsonString(),
    };

    /// <summary>Pushes a request; a nonce that is asked for is used.</summary>
    public async Task<TestHost.Answer> PushAsync(Dictionary<string, string> form, bool withProof = true) =>
        withProof ? await ProvedAsync("/par", form) : await PostAsync("/par", form);

    /// <summary>Posts a form with client authentication.</summary>
    public async Task<TestHost.Answer> PostAsync(string path, Dictionary<string, string> form, string? proof = null, string? clientId = null)
    {
        Dictionary<string, string> sent = new(form, StringComparer.Ordinal);
        string client = clientId ?? ClientId;
        sent.TryAdd("client_id", client);
        if (client != "assistant-cli" && !sent.ContainsKey("client_assertion"))
        {
            sent["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            sent["client_assertion"] = Assertion(client);
        }

        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(sent) };
        if (proof is not null)
        {
            request.Headers.Add("DPoP", proof);
        }

        return await host.SendAsync(request);
    }

    public string Assertion(string? clientId = null, Action<JsonObject>? change = null)
    {
        long now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        JsonObject payload = new()
        {
            ["iss"] = clientId ?? ClientId, ["sub"] = clientId ?? ClientId, ["aud"] = Issuer, ["jti"] = Guid.NewGuid().ToString(), ["iat"] = now, ["exp"] = now + 60,
        };
        change?.Invoke(payload);
        return ClientKey.Sign(new JsonObject { ["typ"] = "JWT" }, payload);
    }

    /// <summary>Signs the person in as strongly as a passkey is, in this browser.</summary>
    public async Task SignInStronglyAsync(string username = "alice")
    {
        await Person.SignInAsync(username);
        await Person.TypeCodeAsync(username, "?acr=mfa");
        Browser.Page registered = await Person.RegisterAsync(Passkey);
        Assert.Equal(HttpStatusCode.OK, registered.Status);
        host.Time.Advance(TimeSpan.FromSeconds(31));
        Browser.Page used = await Person.UsePasskeyAsync(Passkey, "?acr=phr", stepUp: true);
        Assert.Equal(HttpStatusCode.OK, used.Status);
    }

    /// <summary>Brings the browser to the first page or answer of an authorization request.</summary>
    public async Task<Browser.Page> AuthorizeAsync(TestHost.Answer pushed)
    {
        string requestUri = pushed.Json.GetProperty("request_uri").GetString()!;
        Browser.Page begun = await Person.GetAsync($"/authorize?client_id={ClientId}&request_uri={WebUtility.UrlEncode(requestUri)}");
        return await FollowAsync(begun);
    }

    /// <summary>Follows redirects that stay here.</summary>
    public async Task<Browser.Page> FollowAsync(Browser.Page page)
    {
        while (page.Location is { } location && location.StartsWith('/'))
        {
            Address = location;
            page = await Person.GetAsync(location);
        }

        return page;
    }

    /// <summary>The page that the person looks at.</summary>
    public string Address { get; private set; } = string.Empty;

    /// <summary>Answers the approval page.</summary>
    public async Task<Browser.Page> DecideAsync(Browser.Page page, string decision, params (string Name, string Value)[] more)
    {
        string shown = page.Text.Split("name=\"shown\" value=\"")[1].Split('"')[0];
        return await FollowAsync(await Person.SubmitAsync(page, Address, [("shown", shown), ("decision", decision), .. more]));
    }

    public static Dictionary<string, string> Answered(Browser.Page page)
    {
        Assert.Equal(HttpStatusCode.SeeOther, page.Status);
        Assert.StartsWith(RedirectUri, page.Location, StringComparison.Ordinal);
        return QueryHelpers.ParseQuery(new Uri(page.Location!).Query).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Pushes, approves, and gives the code.</summary>
    public async Task<string> CodeAsync(Dictionary<string, string>? request = null)
    {
        TestHost.Answer pushed = await PushAsync(request ?? Request());
        Assert.True(pushed.Status == HttpStatusCode.Created, pushed.Json.ToString());
        Dictionary<string, string> answer = Answered(await DecideAsync(await AuthorizeAsync(pushed), "approve"));
        Assert.True(answer.ContainsKey("code"), string.Join(' ', answer));
        return answer["code"];
    }

    /// <summary>A token request with a proof; a nonce that is asked for is used.</summary>
    public Task<TestHost.Answer> TokenAsync(Dictionary<string, string> form, string? clientId = null, AgentKey? key = null) => ProvedAsync("/token", form, clientId, key);

    private async Task<TestHost.Answer> ProvedAsync(string path, Dictionary<string, string> form, string? clientId = null, AgentKey? key = null)
    {
        for (int attempt = 0; ; attempt++)
        {
            TestHost.Answer answer = await PostAsync(path, form, (key ?? Key).Proof("POST", Issuer + path, host.Time.GetUtcNow(), nonce), clientId);
            nonce = answer.Headers.GetValueOrDefault("DPoP-Nonce") ?? nonce;
            if (attempt > 0 || Error(answer) != "use_dpop_nonce")
            {
                return answer;
            }
        }
    }

    public static string? Error(TestHost.Answer answer) =>
        answer.Json.ValueKind == JsonValueKind.Object && answer.Json.TryGetProperty("error", out JsonElement error) ? error.GetString() : null;

    public Task<TestHost.Answer> RedeemAsync(string code, AgentKey? key = null) => TokenAsync(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code", ["code"] = code, ["redirect_uri"] = RedirectUri, ["code_verifier"] = Verifier,
        },
        key: key);

    /// <summary>A Mission from nothing: sign-in, approval, redemption.</summary>
    public async Task<TestHost.Answer> MissionAsync(Dictionary<string, string>? request = null)
    {
        await SignInStronglyAsync();
        TestHost.Answer tokens = await RedeemAsync(await CodeAsync(request));
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        return tokens;
    }

    public Task<TestHost.Answer> DeriveAsync(TestHost.Answer tokens, string resource, string type, string actions, Action<JsonObject>? change = null, AgentKey? key = null)
    {
        JsonObject detail = new()
        {
            ["type"] = "mission",
            ["mission_ref"] = tokens.Json.GetProperty("mission_ref").GetString(),
            ["locations"] = new JsonArray(resource),
            ["datatypes"] = new JsonArray(type),
            ["actions"] = new JsonArray([.. actions.Split(' ').Select(action => (JsonNode)action)]),
        };
        change?.Invoke(detail);
        return TokenAsync(
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = tokens.Json.GetProperty("refresh_token").GetString()!,
                ["resource"] = resource,
                ["authorization_details"] = new JsonArray(detail).ToJsonString(),
            },
            key: key);
    }

    /// <summary>A request to one of the server's own APIs with a key-bound token; a nonce that is asked for is used.</summary>
    public async Task<TestHost.Answer> CallAsync(HttpMethod method, string path, string accessToken, JsonObject? body = null, AgentKey? key = null)
    {
        TestHost.Answer answer = await CallOnceAsync(method, path, accessToken, body, key);
        if (answer.Status != HttpStatusCode.Unauthorized || !answer.Headers.TryGetValue("DPoP-Nonce", out string? fresh))
        {
            return answer;
        }

        nonce = fresh;
        return await CallOnceAsync(method, path, accessToken, body, key);
    }

    private async Task<TestHost.Answer> CallOnceAsync(HttpMethod method, string path, string accessToken, JsonObject? body, AgentKey? key)
    {
        using HttpRequestMessage request = new(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", "DPoP " + accessToken);
        request.Headers.Add("DPoP", (key ?? Key).Proof(method.Method, Issuer + path, host.Time.GetUtcNow(), nonce, accessToken));
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }

        return await host.SendAsync(request);
    }

    public void Dispose()
    {
        Person.Dispose();
        Passkey.Dispose();
        Key.Dispose();
    }

    private static string[] Client(string id, string method, params string[] more) =>
    [
        $"--Clients:{id}:ClientId={id}", $"--Clients:{id}:ClientName=Name of {id}", $"--Clients:{id}:TokenEndpointAuthMethod={method}",
        $"--Clients:{id}:RedirectUris:0={RedirectUri}", $"--Clients:{id}:GrantTypes:0=authorization_code", $"--Clients:{id}:GrantTypes:1=refresh_token",
        $"--Clients:{id}:GrantTypes:2=urn:ietf:params:oauth:grant-type:token-exchange", $"--Clients:{id}:ResponseTypes:0=code",
        $"--Clients:{id}:Scope=openid profile email offline_access evaluate", $"--Clients:{id}:AuthorizationDetailsTypes:0=mission",
        .. more.Select(setting => $"--Clients:{id}:{setting}"),
    ];
}
