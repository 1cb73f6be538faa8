using System.Net;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>What an assertion of before a change is worth at the receiver.</summary>
public sealed class ChangedMissionTests : IAsyncLifetime
{
    private readonly HomeSigner home = new();
    private readonly AgentKey agent = new();
    private CrmHost? started;

    private CrmHost Crm => started!;

    private DateTimeOffset Now => Crm.Host.Time.GetUtcNow();

    public async ValueTask InitializeAsync() => started = await CrmHost.StartAsync(home.Jwks);

    public async ValueTask DisposeAsync()
    {
        await Crm.DisposeAsync();
        home.Dispose();
        agent.Dispose();
    }

    [Theory]
    [InlineData("suspended", null, "mr_21")]
    [InlineData("active", true, "mr_22")]
    public async Task An_assertion_of_before_a_change_is_not_redeemed_after_it(string state, bool? isAuthorityChanged, string missionRef)
    {
        Assert.Equal(HttpStatusCode.OK, (await Crm.RedeemAsync(home.Assertion(Now, missionRef, agent), agent)).Status);
        string older = home.Assertion(Now.AddSeconds(-1), missionRef, agent);
        string set = home.Lifecycle(Now.AddSeconds(-1), missionRef, state, 2, claims =>
        {
            if (isAuthorityChanged == true)
            {
                claims["events"]!.AsObject().First().Value!["authority_changed"] = true;
            }
        });
        Assert.Equal(HttpStatusCode.Accepted, (await Crm.PushAsync(set)).Status);
        await Crm.PushAsync(home.Lifecycle(Now.AddSeconds(-1), missionRef, "active", 3));

        Assert.Equal("invalid_grant", TestAgent.Error(await Crm.RedeemAsync(older, agent)));
        Assert.Equal(HttpStatusCode.OK, (await Crm.RedeemAsync(home.Assertion(Now, missionRef, agent), agent)).Status);
    }
}
