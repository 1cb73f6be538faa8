using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Prompts;

/// <summary>A host whose meetings may be asked for three times in ten minutes, and one person at an agent.</summary>
internal sealed class PromptScene : IAsyncDisposable
{
    private static readonly Lazy<DirectoryInfo> Catalog = new(() =>
    {
        DirectoryInfo copy = ChangedCatalog.Of(static line =>
            line == "  remember_decline: 10m" ? "  remember_decline: 5m\n  prompts: { most: 3, per: 10m }" : line);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => copy.Delete(recursive: true);
        return copy;
    });

    private int asked;

    private PromptScene(TestHost host)
    {
        Host = host;
        Agent = new TestAgent(host);
    }

    public TestHost Host { get; }

    public TestAgent Agent { get; }

    public static async Task<PromptScene> StartAsync()
    {
        PromptScene scene = new(await TestHost.StartAsync([.. AgentFixture.Settings, $"--Catalog:Path={Catalog.Value.FullName}"]));
        await scene.Agent.SignInStronglyAsync();
        return scene;
    }

    /// <summary>A request with values that no other one had.</summary>
    public Dictionary<string, string> Request() => Agent.Request(TestAgent.Context(Differ));

    /// <summary>A request for more than a Mission has.</summary>
    public Dictionary<string, string> Wider(TestHost.Answer tokens) => Agent.Request(TestAgent.Context(context =>
    {
        Differ(context);
        context["contexts"]!["purpose"]!["params"]!["calendar"] = "cal_board1";
    })).With(("authorization_details", AgentSteps.Named(tokens, "resume")));

    /// <summary>Brings the browser to the page of a new request, or to the answer.</summary>
    public async Task<Browser.Page> AskAsync(TestAgent? agent = null, Dictionary<string, string>? request = null) =>
        await (agent ?? Agent).AuthorizeAsync((await (agent ?? Agent).PushAsync(request ?? Request())).IsOk(HttpStatusCode.Created));

    /// <summary>Shows that many pages that the person leaves without an answer.</summary>
    public async Task ShowAsync(int pages)
    {
        for (int page = 0; page < pages; page++)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync()).Status);
        }
    }

    /// <summary>A new request is refused without a page.</summary>
    public async Task<Dictionary<string, string>> IsRefusedAsync(
        string error, string code, TestAgent? agent = null, Dictionary<string, string>? request = null)
    {
        Dictionary<string, string> answer = TestAgent.Answered(await AskAsync(agent, request));
        Assert.Equal((error, code), (answer["error"], answer["error_description"]));
        return answer;
    }

    public Task<TestHost.Answer> PrepareAsync(JsonObject? context = null) => Agent.PostAsync(
        "/missions",
        AgentSteps.Form(("client_context", (context ?? TestAgent.Context(Differ)).ToJsonString()), ("subject", "user_1")),
        Agent.Key.Proof("POST", TestAgent.Issuer + "/missions", Host.Time.GetUtcNow()));

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        await Host.DisposeAsync();
    }

    private void Differ(JsonObject context) => context["contexts"]!["purpose"]!["params"]!["window"]!["to"] =
        string.Create(CultureInfo.InvariantCulture, $"2026-12-05T18:00:{++asked:00}Z");
}
