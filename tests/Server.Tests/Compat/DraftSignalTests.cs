using System.Text.Json;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Signals;

namespace MissionPolicy.Server.Tests.Compat;

/// <summary>The lifecycle event of the later drafts: a Mission that another one replaced.</summary>
public sealed class DraftSignalTests
{
    [Theory]
    [InlineData("true", "superseded", "mr_next")]
    [InlineData("false", "completed", null)]
    public async Task A_replaced_Mission_is_superseded_and_names_its_successor_with_the_switch(string enabled, string state, string? successor)
    {
        JsonElement told = await ToldAsync(enabled, "superseded");
        Assert.Equal(("active", state), (told.GetProperty("prior_state").GetString(), told.GetProperty("state").GetString()));
        Assert.Equal(successor, told.TryGetProperty("successor", out JsonElement next) ? next.GetString() : null);
    }

    [Fact]
    public async Task A_Mission_that_is_done_is_completed_in_both()
    {
        JsonElement told = await ToldAsync("true", "user_completed");
        Assert.Equal("completed", told.GetProperty("state").GetString());
        Assert.False(told.TryGetProperty("successor", out _));
    }

    private static async Task<JsonElement> ToldAsync(string enabled, string reason)
    {
        await using SignalHost host = await SignalHost.StartAsync("--Compat:MissionDraft:Enabled=" + enabled);
        string streamId = await host.PollStreamAsync("draft");
        Mission mission = await SomeMission.AddAsync(host.Host, static bare => bare with { Successor = "mr_next" }, "draft");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Complete, reason);
        return SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "draft"))));
    }
}
