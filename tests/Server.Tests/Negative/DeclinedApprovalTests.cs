using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Negative;

/// <summary>OpenID Connect Core §3.1.2.6, RFC 9207: a person says no.</summary>
public sealed class DeclinedApprovalTests(AgentFixture fixture) : IClassFixture<AgentFixture>
{
    [Fact]
    public async Task A_no_is_access_denied_and_leaves_no_Mission_that_could_be_redeemed()
    {
        TestAgent agent = fixture.Agent;
        Browser.Page page = await agent.AuthorizeAsync((await agent.PushAsync(agent.Request())).IsOk(HttpStatusCode.Created));
        Dictionary<string, string> answer = TestAgent.Answered(await agent.DecideAsync(page, "deny"));
        Assert.Equal(("access_denied", "af0ifjsldkj", TestAgent.Issuer), (answer["error"], answer["state"], answer["iss"]));
        Assert.DoesNotContain("code", answer.Keys);

        // Nothing else happened on this host: whatever is stored came from the no.
        IStore store = fixture.Host.App.Services.GetRequiredService<IStore>();
        Page<Mission> missions = await store.FindAsync(MissionTables.Missions, TableQuery.All with { Limit = 1000 }, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(missions.Items, mission => mission.Value.State is MissionState.Proposed or MissionState.Approved or MissionState.Active);
        Assert.Equal(0, await store.CountAsync(Tokens.TokenTables.Codes, TableQuery.All, TestContext.Current.CancellationToken));
    }
}
