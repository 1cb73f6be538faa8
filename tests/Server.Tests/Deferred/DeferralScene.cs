using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Dpop;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>Alice's agent has a Mission for one calendar and asks, without a browser at hand, for another.</summary>
internal sealed class DeferralScene : IAsyncDisposable
{
    public const string Grant = "urn:ietf:params:oauth:grant-type:deferred";
    public const string CodeType = "urn:ietf:params:oauth:token-type:deferral-code";
    public const string NotificationToken = "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MA";

    private DeferralScene(TestHost host)
    {
        Host = host;
        Agent = new TestAgent(host);
    }

    public TestHost Host { get; }

    public TestAgent Agent { get; }

    /// <summary>The Mission that is crossed.</summary>
    public TestHost.Answer Tokens { get; private set; } = null!;

    public static string[] Settings { get; } =
    [
        .. TestAgent.Settings,
        $"--Clients:assistant:GrantTypes:3={Grant}",
        "--Deferred:CrossingIntervalSeconds=5", "--Deferred:AllowPrivateAddresses=false", "--Clients:assistant:DeferredClientNotificationEndpoint=",
        "--Clients:other:ClientId=other", "--Clients:other:ClientName=Other", "--Clients:other:TokenEndpointAuthMethod=private_key_jwt", $"--Clients:other:Jwks={TestAgent.ClientKey.Jwks}",
        $"--Clients:other:RedirectUris:0={TestAgent.RedirectUri}", "--Clients:other:GrantTypes:0=authorization_code", $"--Clients:other:GrantTypes:1={Grant}",
        $"--Clients:other:GrantTypes:2={DeferredScene.Grant}", "--Clients:other:ResponseTypes:0=code", "--Clients:other:ResponseTypes:1=deferred_code", "--Clients:other:Scope=openid",
        "--Clients:assistant:GrantTypes:4=urn:openid:params:grant-type:deferred", "--Clients:assistant:ResponseTypes:1=deferred_code", "--Clients:assistant:ResponseTypes:2=deferred_code code",
    ];

    public static Task<DeferralScene> StartAsync(params string[] more) => StartAsync(static _ => { }, null, more);

    public static async Task<DeferralScene> StartAsync(Action<IServiceCollection> replace, JsonObject? context, params string[] more)
    {
        DeferralScene scene = new(await TestHost.StartAsync(replace, [.. Settings, .. more]));
        scene.Tokens = await scene.Agent.MissionAsync(context is null ? null : scene.Agent.Request(context));
        return scene;
    }

    /// <summary>The form of a refresh for the board's calendar.</summary>
    public Dictionary<string, string> Wider(string calendar = "cal_board1") => AgentSteps.Refresh(Tokens).With(
        ("resource", TestAgent.CalendarApi), ("authorization_details", Details(calendar)), ("completion_mode", "deferred"));

    public string Details(string calendar) => new JsonArray(new JsonObject
    {
        ["type"] = "mission",
        ["mission_ref"] = Tokens.Member("mission_ref"),
        ["locations"] = new JsonArray(TestAgent.CalendarApi),
        ["datatypes"] = new JsonArray("calendar.event"),
        ["actions"] = new JsonArray("read"),
        ["constraints"] = new JsonObject { ["calendar"] = calendar },
    }).ToJsonString();

    /// <summary>The deferred answer to a wider request.</summary>
    public async Task<TestHost.Answer> DeferAsync(Dictionary<string, string>? form = null)
    {
        TestHost.Answer answer = await Agent.TokenAsync(form ?? Wider());
        Assert.True(TestAgent.Error(answer) == "interaction_required", answer.Json.ToString());
        return answer;
    }

    public Task<TestHost.Answer> PollAsync(TestHost.Answer deferred, AgentKey? key = null, string? clientId = null) =>
        PollAsync(deferred.Member("deferral_code"), key, clientId);

    public Task<TestHost.Answer> PollAsync(string code, AgentKey? key = null, string? clientId = null) =>
        Agent.TokenAsync(AgentSteps.Form(("grant_type", Grant), ("deferral_code", code)), clientId, key);

    /// <summary>Brings a browser to the page behind the address of an answer.</summary>
    public static async Task<Browser.Page> OpenAsync(TestAgent who, TestHost.Answer deferred)
    {
        string uri = deferred.Member("interaction_uri");
        Assert.StartsWith(TestAgent.Issuer + "/", uri, StringComparison.Ordinal);
        return await who.FollowAsync(await who.Person.GetAsync(uri[TestAgent.Issuer.Length..]));
    }

    public Task<Browser.Page> OpenAsync(TestHost.Answer deferred) => OpenAsync(Agent, deferred);

    /// <summary>Alice answers; the word of the page where she ends up.</summary>
    public async Task<string> DecideAsync(TestHost.Answer deferred, string decision)
    {
        Browser.Page page = await OpenAsync(deferred);
        Assert.True(page.Status == HttpStatusCode.OK, $"{page.Status} {page.Location}");
        return OutcomeOf(await Agent.DecideAsync(page, decision));
    }

    public static string OutcomeOf(Browser.Page page)
    {
        Assert.StartsWith(TestAgent.Issuer + "/approve/done?outcome=", page.Location, StringComparison.Ordinal);
        return page.Location!.Split("outcome=")[1].Split('&')[0];
    }

    public Task<TestHost.Answer> RevokeAsync(TestHost.Answer deferred, AgentKey? key = null, string? clientId = null) => Agent.PostAsync(
        "/revoke",
        AgentSteps.Form(("token", deferred.Member("deferral_code")), ("token_type_hint", CodeType)),
        (key ?? Agent.Key).Proof("POST", TestAgent.Issuer + "/revoke", Host.Time.GetUtcNow(), Host.App.Services.GetRequiredService<DpopNonces>().Current()),
        clientId);

    /// <summary>Every deferred request, oldest first.</summary>
    public async Task<DeferredProcess[]> ProcessesAsync()
    {
        Page<DeferredProcess> all = await Host.App.Services.GetRequiredService<IStore>().FindAsync(
            DeferredTables.Processes, TableQuery.All with { Limit = 1000 }, TestContext.Current.CancellationToken);
        return [.. all.Items.Select(item => item.Value).OrderBy(process => process.StartedAt)];
    }

    public void Wait() => Host.Time.Advance(TimeSpan.FromSeconds(5));

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        await Host.DisposeAsync();
    }
}
