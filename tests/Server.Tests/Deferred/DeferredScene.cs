using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>Alice asks for what two people of IT security have to review; her agent waits.</summary>
internal sealed class DeferredScene : IAsyncDisposable
{
    public const string Grant = "urn:openid:params:grant-type:deferred";
    public const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    public const string DirectoryApi = "https://directory-api.example.com";
    public const string IdToken = "urn:ietf:params:oauth:token-type:id_token";
    public const string AccessToken = "urn:ietf:params:oauth:token-type:access_token";

    private readonly Dictionary<string, TestAgent> reviewers = new(StringComparer.Ordinal);

    private DeferredScene(TestHost host)
    {
        Host = host;
        Agent = new TestAgent(host) { ClientId = "it-agent" };
    }

    public TestHost Host { get; }

    public TestAgent Agent { get; }

    public static string[] Settings { get; } =
    [
        .. TestAgent.Settings,
        // The development settings are those of the sample; these are the defaults.
        "--Deferred:IntervalSeconds=30", "--Deferred:AllowPrivateAddresses=false", "--Clients:it-agent:DeferredClientNotificationEndpoint=",
        .. Client("it-agent", "private_key_jwt", "Agent=agent_it", $"Jwks={TestAgent.ClientKey.Jwks}", "GrantTypes:1=refresh_token", $"GrantTypes:2={Exchange}", $"GrantTypes:3={Grant}",
            "ResponseTypes:1=deferred_code", "ResponseTypes:2=deferred_code code", "AuthorizationDetailsTypes:0=mission", "Scope=openid offline_access"),
        .. Client("review-desk", "private_key_jwt", $"Jwks={TestAgent.ClientKey.Jwks}", "GrantTypes:1=refresh_token", "Scope=openid reviews offline_access"),
        .. Client("plain-agent", "private_key_jwt", $"Jwks={TestAgent.ClientKey.Jwks}", "GrantTypes:1=refresh_token", "Scope=openid"),
        .. Client("other-agent", "private_key_jwt", $"Jwks={TestAgent.ClientKey.Jwks}", $"GrantTypes:1={Grant}", "ResponseTypes:1=deferred_code code", "Scope=openid"),
    ];

    public static Task<DeferredScene> StartAsync(params string[] more) => StartAsync(static _ => { }, more);

    /// <summary>The same with other services.</summary>
    public static async Task<DeferredScene> StartAsync(Action<IServiceCollection> replace, params string[] more) => new(await TestHost.StartAsync(replace, [.. Settings, .. more]));

    public static JsonObject Context(string account = "u104211") => JsonNode.Parse("""
        {"contexts":{"app":{"id":"joiner_mover_leaver"},"tenant":{"id":"example.com"},
          "purpose":{"kind":"https://it.example.com/purposes/deprovision-user-access","params":{"account":"u104211","ticket":"HR-77"},
            "display":{"title":"Leaver","description":"Bye."}}}}
        """.Replace("u104211", account, StringComparison.Ordinal))!.AsObject();

    public Dictionary<string, string> Request(string responseType = "deferred_code code")
    {
        Dictionary<string, string> request = Agent.Request(Context());
        request["response_type"] = responseType;
        request["scope"] = "openid offline_access";
        return request;
    }

    /// <summary>Alice signs in and agrees; the redirect's members.</summary>
    public async Task<Dictionary<string, string>> AskAsync(Dictionary<string, string>? request = null, string decision = "approve")
    {
        if (await Agent.Person.SessionAsync() is null)
        {
            await Agent.SignInStronglyAsync();
        }

        TestHost.Answer pushed = await Agent.PushAsync(request ?? Request());
        Assert.True(pushed.Status == HttpStatusCode.Created, pushed.Json.ToString());
        Browser.Page page = await Agent.AuthorizeAsync(pushed);
        return TestAgent.Answered(page.Status == HttpStatusCode.OK ? await Agent.DecideAsync(page, decision) : page);
    }

    public async Task<string> CodeAsync()
    {
        Dictionary<string, string> answer = await AskAsync();
        Assert.True(answer.ContainsKey("deferred_code"), string.Join(' ', answer));
        return answer["deferred_code"];
    }

    public Task<TestHost.Answer> ExchangeAsync(string code, Action<Dictionary<string, string>>? change = null, AgentKey? key = null, string? clientId = null)
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal) { ["grant_type"] = Grant, ["deferred_code"] = code, ["code_verifier"] = TestAgent.Verifier };
        change?.Invoke(form);
        return Agent.TokenAsync(form, clientId, key);
    }

    public Task<TestHost.Answer> PollAsync(string authId, AgentKey? key = null, string? clientId = null) =>
        Agent.TokenAsync(new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = Grant, ["deferred_auth_id"] = authId }, clientId, key);

    /// <summary>From the request to a proposal in review.</summary>
    public async Task<string> PendingAsync(Action<Dictionary<string, string>>? change = null)
    {
        TestHost.Answer answer = await ExchangeAsync(await CodeAsync(), change);
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Json.ToString());
        return answer.Json.GetProperty("deferred_auth_id").GetString()!;
    }

    public Task<TestHost.Answer> CancelAsync(string authId, AgentKey? key = null, string? clientId = null) => Agent.PostAsync(
        "/deferred/cancel",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["deferred_auth_id"] = authId },
        Proof("/deferred/cancel", key),
        clientId);

    public string Proof(string path, AgentKey? key = null) =>
        (key ?? Agent.Key).Proof("POST", TestAgent.Issuer + path, Host.Time.GetUtcNow(), Host.App.Services.GetRequiredService<DpopNonces>().Current());

    /// <summary>A signed-in reviewer, as strongly as the entry asks for, now.</summary>
    public async Task<TestAgent> ReviewerAsync(string username, string clientId = "review-desk")
    {
        if (reviewers.TryGetValue(username, out TestAgent? known))
        {
            await known.Person.UsePasskeyAsync(known.Passkey, "?acr=phr", stepUp: true);
            return known;
        }

        TestAgent reviewer = new(Host) { ClientId = clientId };
        reviewers[username] = reviewer;
        await reviewer.SignInStronglyAsync(username);
        return reviewer;
    }

    public async Task<Browser.Page> ReviewAsync(string username, string decision, string comment = "", string? id = null)
    {
        TestAgent reviewer = await ReviewerAsync(username);
        string path = "/review/" + (id ?? (await ProcessAsync()).ProcessId);
        Browser.Page page = await reviewer.Person.GetAsync(path);
        Assert.True(page.Status == HttpStatusCode.OK, $"{page.Status} {page.Location}");
        return await reviewer.Person.SubmitAsync(page, path, ("decision", decision), ("comment", comment));
    }

    public async Task ApproveAsync()
    {
        Assert.Contains("1 more is needed", (await ReviewAsync("rita", "approve")).Text, StringComparison.Ordinal);
        Assert.Contains("Approved.", (await ReviewAsync("ravi", "approve")).Text, StringComparison.Ordinal);
    }

    /// <summary>Alice stops everything on her page.</summary>
    public async Task StopAsync()
    {
        Browser.Page stopped = await Agent.Person.SubmitAsync(await Agent.Person.GetAsync("/missions"), "/missions/revoke-all");
        Assert.StartsWith("/missions?stopped=", stopped.Location, StringComparison.Ordinal);
    }

    /// <summary>The newest request.</summary>
    public async Task<DeferredProcess> ProcessAsync()
    {
        Page<DeferredProcess> all = await Store.FindAsync(DeferredTables.Processes, TableQuery.All with { Limit = 1000 }, default);
        return all.Items.Select(item => item.Value).MaxBy(process => process.StartedAt)!;
    }

    public async Task<ReviewCase> CaseAsync() => (await Store.GetAsync(ReviewTables.Cases, (await ProcessAsync()).ProcessId, default))!.Value;

    public async Task<string> MissionRefAsync() =>
        (await Store.GetAsync(Server.Missions.MissionTables.Missions, (await ProcessAsync()).MissionId!, default))!.Value.MissionRef;

    public Task DisableAsync(string subject) => Host.App.Services.GetRequiredService<Accounts.AccountStore>().ChangeAsync(subject, account => account with { Disabled = true }, default);

    /// <summary>An interim ID Token, or what came from it, for a token of the directory.</summary>
    public async Task<TestHost.Answer> TradeAsync(string subjectToken, string action, AgentKey? key = null, string? clientId = null, string type = IdToken) => await Agent.TokenAsync(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = Exchange,
            ["subject_token"] = subjectToken,
            ["subject_token_type"] = type,
            ["resource"] = DirectoryApi,
            ["authorization_details"] = new JsonArray(new JsonObject
            {
                ["type"] = "mission",
                ["mission_ref"] = await MissionRefAsync(),
                ["locations"] = new JsonArray(DirectoryApi),
                ["datatypes"] = new JsonArray("directory.user"),
                ["actions"] = new JsonArray(action),
            }).ToJsonString(),
        },
        clientId,
        key);

    public async Task<JsonElement> IntrospectAsync(TestHost.Answer token) => (await Agent.PostAsync(
        "/introspect", new Dictionary<string, string>(StringComparer.Ordinal) { ["token"] = token.Json.GetProperty("access_token").GetString()! })).Json;

    /// <summary>A Mission as an operator sees it; of the newest request where none is named.</summary>
    public async Task<JsonElement> MissionAsync(string? missionRef = null) => (await OperateAsync(HttpMethod.Get, missionRef ?? await MissionRefAsync())).Json;

    /// <summary>What an operator does to a Mission; of the newest request where none is named.</summary>
    public async Task<HttpStatusCode> OperateAsync(string operation, string? missionRef = null) =>
        (await OperateAsync(HttpMethod.Post, $"{missionRef ?? await MissionRefAsync()}/{operation}")).Status;

    public async Task<string> StateAsync()
    {
        JsonElement mission = await MissionAsync();
        return mission.GetProperty("state").GetString() + (mission.TryGetProperty("reason", out JsonElement reason) ? " " + reason.GetString() : string.Empty);
    }

    public Task<int> SweepAsync() => Host.App.Services.GetRequiredService<DeferredSweep>().RunAsync(default);

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        foreach (TestAgent reviewer in reviewers.Values)
        {
            reviewer.Dispose();
        }

        await Host.DisposeAsync();
    }

    private async Task<TestHost.Answer> OperateAsync(HttpMethod method, string path)
    {
        TestHost.Answer token = await Agent.TokenAsync(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = "client_credentials", ["scope"] = "missions.manage missions.resume" }, "operator");
        return await Agent.CallAsync(method, "/missions/" + path, token.Json.GetProperty("access_token").GetString()!);
    }

    private IStore Store => Host.App.Services.GetRequiredService<IStore>();

    private static string[] Client(string id, string method, params string[] more) =>
    [
        $"--Clients:{id}:ClientId={id}", $"--Clients:{id}:ClientName=Name of {id}", $"--Clients:{id}:TokenEndpointAuthMethod={method}",
        $"--Clients:{id}:RedirectUris:0={TestAgent.RedirectUri}", $"--Clients:{id}:GrantTypes:0=authorization_code", $"--Clients:{id}:ResponseTypes:0=code",
        .. more.Select(setting => $"--Clients:{id}:{setting}"),
    ];
}
