using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>One host, and everybody signed in.</summary>
public sealed class AuthorityFixture : IAsyncLifetime
{
    private readonly Dictionary<string, Browser> browsers = new(StringComparer.Ordinal);
    private TestAgent? strong;
    private OversightHost? host;

    internal OversightHost Host => host ?? throw new InvalidOperationException("The host is not started yet.");

    internal Browser Person(string name) => name == "subject" ? Host.Agent.Person : browsers[name];

    public async ValueTask InitializeAsync() => host = await OversightHost.StartAsync(async started =>
    {
        strong = new TestAgent(started);
        await strong.SignInStronglyAsync("ada");
        browsers["strong administrator"] = strong.Person;
        browsers["administrator"] = await OversightHost.SignInAsync(started, "ada");
        browsers["approver"] = await OversightHost.SignInAsync(started, "bob");
        browsers["stranger"] = await OversightHost.SignInAsync(started, "rita");
        browsers["weak administrator"] = new Browser(started);
        await browsers["weak administrator"].SignInAsync("ada");
    });

    public async ValueTask DisposeAsync()
    {
        foreach (Browser browser in browsers.Values)
        {
            browser.Dispose();
        }

        strong?.Dispose();
        await (host?.DisposeAsync() ?? ValueTask.CompletedTask);
    }
}
