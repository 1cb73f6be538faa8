using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>A host with one Mission that came about over HTTP, and copies of it in any state.</summary>
internal sealed class OversightHost : IAsyncDisposable
{
    public const string Alice = "user_1";
    public const string Bob = "user_2";

    private OversightHost(TestHost host)
    {
        Host = host;
        Agent = new TestAgent(host);
    }

    public TestHost Host { get; }

    /// <summary>The agent; its person is Alice.</summary>
    public TestAgent Agent { get; }

    /// <summary>The answer that the Mission came with.</summary>
    public TestHost.Answer Tokens { get; private set; } = null!;

    public string MissionRef => Tokens.Json.GetProperty("mission_ref").GetString()!;

    public string AccessToken => Tokens.Json.GetProperty("access_token").GetString()!;

    public IStore Store => Host.App.Services.GetRequiredService<IStore>();

    /// <summary>The Mission as it was when it began.</summary>
    public Mission First { get; private set; } = null!;

    public static async Task<OversightHost> StartAsync(Func<TestHost, Task>? before = null, params string[] settings)
    {
        OversightHost host = new(await TestHost.StartAsync([.. TestAgent.Settings, .. settings]));
        await (before?.Invoke(host.Host) ?? Task.CompletedTask);
        host.Tokens = await host.Agent.MissionAsync();
        host.First = await host.StoredAsync(host.MissionRef);
        return host;
    }

    public async Task<Mission> StoredAsync(string missionRef) =>
        (await Host.App.Services.GetRequiredService<MissionFinder>().ByRefAsync(missionRef, TestContext.Current.CancellationToken))!.Value;

    /// <summary>What a change would change.</summary>
    public static (MissionState, int, int, string, DateTimeOffset, string?) Facts(Mission mission) =>
        (mission.State, mission.Version, mission.NarrowedIn, mission.EnvelopeDigest, mission.EndsAt, mission.Reason);

    /// <summary>Puts the first Mission back to a state.</summary>
    public Task ResetAsync(MissionState state) => PutAsync([First with { State = state }]);

    /// <summary>Copies of the Mission, each a minute older than the one before.</summary>
    public async Task<Mission[]> CopyAsync(int count, Func<Mission, int, Mission> change)
    {
        Mission[] copies = [.. Enumerable.Range(0, count).Select(i => change(First with { CreatedAt = First.CreatedAt.AddMinutes(-i) }, i)).Select(Named)];
        await PutAsync(copies);
        return copies;
    }

    public async Task<Mission> CopyAsync(Func<Mission, Mission> change) => (await CopyAsync(1, (mission, _) => change(mission)))[0];

    /// <summary>Signs somebody in with password and code.</summary>
    public static async Task<Browser> SignInAsync(TestHost host, string username)
    {
        Browser browser = new(host);
        await browser.SignInAsync(username);
        await browser.TypeCodeAsync(username, "?acr=mfa");
        return browser;
    }

    /// <summary>Presses a button of a Mission's page.</summary>
    public static async Task<Browser.Page> PressAsync(Browser browser, string missionRef, string operation, params (string Name, string Value)[] more) =>
        await browser.SubmitAsync(await browser.GetAsync("/sign-in?max_age=0"), "/missions/" + missionRef, [("operation", operation), .. more]);

    public async ValueTask DisposeAsync()
    {
        Agent.Dispose();
        await Host.DisposeAsync();
    }

    private static Mission Named(Mission mission)
    {
        string id = Guid.NewGuid().ToString("N");
        return mission with { MissionId = "m_" + id, MissionRef = "mr_" + id };
    }

    private Task<long> PutAsync(Mission[] missions) => Store.WriteAsync(write => missions.Sum(mission => write.Put(MissionTables.Missions, mission)), TestContext.Current.CancellationToken);
}
