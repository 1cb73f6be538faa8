using System.Net;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Oversight;

/// <summary>Operations from states that are easily forgotten, and operations that are repeated.</summary>
public sealed class OperationTests(OversightFixture fixture) : IClassFixture<OversightFixture>
{
    private OversightHost Host => fixture.Host;

    [Theory]
    [InlineData("Proposed")]
    [InlineData("Pending")]
    public async Task A_stop_of_what_nobody_decided_on_yet_denies_it_and_may_be_repeated(string state)
    {
        Mission mission = await Host.CopyAsync(copy => copy with { State = Enum.Parse<MissionState>(state), Version = 0, WaitsUntil = Host.Host.Time.GetUtcNow().AddHours(1) });
        Assert.Equal(HttpStatusCode.Conflict, (await ManageAsync(mission, "complete")).Status);
        for (int turn = 0; turn < 2; turn++)
        {
            Assert.Equal("denied", (await ManageAsync(mission, "revoke")).IsOk().Member("state"));
            Assert.Equal("admin_revoked", (await Host.StoredAsync(mission.MissionRef)).Reason);
        }

        Assert.Equal(HttpStatusCode.Conflict, (await ManageAsync(mission, "suspend")).Status);
    }

    [Fact]
    public async Task A_suspension_may_be_repeated_until_the_time_is_over()
    {
        DateTimeOffset now = Host.Host.Time.GetUtcNow();
        Mission[] missions = await Host.CopyAsync(2, (copy, i) => copy with { State = MissionState.Suspended, EndsAt = now.AddHours(i) });
        Assert.Equal(HttpStatusCode.Conflict, (await ManageAsync(missions[0], "suspend")).Status);
        Assert.Equal("suspended", (await ManageAsync(missions[1], "suspend")).IsOk().Member("state"));
    }

    [Theory]
    [InlineData("complete", "Active", "completed", "abandon")]
    [InlineData("complete", "Suspended", "completed", "abandon")]
    [InlineData("abandon", "Active", "revoked", "complete")]
    [InlineData("abandon", "Suspended", "revoked", "complete")]
    public async Task The_client_ends_its_Mission_also_while_it_is_suspended_and_may_repeat_it(string operation, string state, string end, string other)
    {
        await Host.ResetAsync(Enum.Parse<MissionState>(state));
        Assert.Equal(end, (await ClientAsync(operation)).IsOk().Member("state"));
        Assert.Equal(end, (await ClientAsync(operation)).IsOk().Member("state"));
        Assert.Equal(HttpStatusCode.Conflict, (await ClientAsync(other)).Status);
    }

    [Fact]
    public async Task A_token_of_a_suspended_Mission_is_good_for_nothing_else()
    {
        Mission another = await Host.CopyAsync(copy => copy);
        await Host.ResetAsync(MissionState.Suspended);
        foreach (string operation in (string[])["revoke", "suspend", "resume", "narrow"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await ClientAsync(operation)).Status);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Agent.CallAsync(HttpMethod.Get, "/missions/" + Host.MissionRef, Host.AccessToken)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Host.Agent.CallAsync(HttpMethod.Post, $"/missions/{another.MissionRef}/complete", Host.AccessToken)).Status);
        using AgentKey thief = new();
        Assert.Equal(HttpStatusCode.Unauthorized, (await Host.Agent.CallAsync(HttpMethod.Post, $"/missions/{Host.MissionRef}/complete", Host.AccessToken, null, thief)).Status);
        Assert.Equal(MissionState.Suspended, (await Host.StoredAsync(Host.MissionRef)).State);
    }

    private Task<TestHost.Answer> ManageAsync(Mission mission, string operation) =>
        Host.Host.PostAsync($"/missions/{mission.MissionRef}/{operation}", "{}", Host.Host.Token(client: "operator", scope: "missions.manage"));

    private Task<TestHost.Answer> ClientAsync(string operation) => Host.Agent.CallAsync(HttpMethod.Post, $"/missions/{Host.MissionRef}/{operation}", Host.AccessToken);
}
