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

    private Task<TestHost.Answer> ManageAsync(Mission mission, string operation) =>
        Host.Host.PostAsync($"/missions/{mission.MissionRef}/{operation}", "{}", Host.Host.Token(client: "operator", scope: "missions.manage"));
}
