using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>RFC 8936: events come until they are acknowledged.</summary>
public sealed class PollTests(SharedSignals shared) : IClassFixture<SharedSignals>
{
    // No other wait of the host is as long.
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(29);

    private readonly SignalHost host = shared.Host;

    [Fact]
    public async Task An_event_comes_again_until_it_is_acknowledged()
    {
        string streamId = await host.PollStreamAsync("poll-1");
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync("poll-1"), MissionEvent.Revoke);
        string first = Jti(await host.PollAsync(streamId, client: "poll-1"));
        Assert.Equal(first, Jti(await host.PollAsync(streamId, client: "poll-1")));
        JsonElement after = await host.PollAsync(streamId, new JsonObject { ["ack"] = new JsonArray(first, "never-sent") }, "poll-1");
        Assert.Empty(SignalHost.Sets(after));
        Assert.False(after.TryGetProperty("moreAvailable", out _));
        Assert.Equal(0, (await host.StreamAsync(streamId)).Backlog);
    }

    [Fact]
    public async Task An_event_that_is_refused_does_not_come_again()
    {
        string streamId = await host.PollStreamAsync("poll-2");
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync("poll-2"), MissionEvent.Revoke);
        string jti = Jti(await host.PollAsync(streamId, client: "poll-2"));
        JsonObject refusal = new() { ["setErrs"] = new JsonObject { [jti] = new JsonObject { ["err"] = "invalid_request", ["description"] = "no" } } };
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, refusal, "poll-2")));
    }

    [Fact]
    public async Task A_poll_gives_at_most_what_was_asked_for_in_the_order_of_what_happened()
    {
        string streamId = await host.PollStreamAsync("poll-3");
        Mission mission = await host.MissionAsync("poll-3");
        foreach (MissionEvent what in (MissionEvent[])[MissionEvent.Suspend, MissionEvent.Resume, MissionEvent.Suspend, MissionEvent.Resume, MissionEvent.Complete])
        {
            await SomeMission.ChangeAsync(host.Host, mission, what);
        }

        List<int> versions = [];
        JsonArray acknowledged = [];
        bool more = true;
        while (more)
        {
            JsonElement answer = await host.PollAsync(streamId, new JsonObject { ["maxEvents"] = 2, ["ack"] = acknowledged.DeepClone() }, "poll-3");
            JsonElement[] sets = SignalHost.Sets(answer);
            Assert.InRange(sets.Length, 1, 2);
            versions.AddRange(sets.Select(set => SignalHost.Lifecycle(set).GetProperty("version").GetInt32()));
            acknowledged = [.. sets.Select(set => (JsonNode)set.GetProperty("jti").GetString()!)];
            more = answer.TryGetProperty("moreAvailable", out JsonElement available) && available.GetBoolean();
        }

        Assert.Equal([2, 3, 4, 5, 6], versions);
    }

    [Fact]
    public async Task A_poll_for_no_events_only_acknowledges()
    {
        string streamId = await host.PollStreamAsync("poll-4");
        Mission mission = await host.MissionAsync("poll-4");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        string jti = Jti(await host.PollAsync(streamId, client: "poll-4"));
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke);
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, new JsonObject { ["maxEvents"] = 0, ["ack"] = new JsonArray(jti) }, "poll-4")));
        Assert.Equal("revoked", SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "poll-4")))).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_receiver_cannot_acknowledge_for_another()
    {
        string streamId = await host.PollStreamAsync("poll-5");
        string other = await host.PollStreamAsync("poll-6");
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync("poll-5"), MissionEvent.Revoke);
        string jti = Jti(await host.PollAsync(streamId, client: "poll-5"));
        await host.PollAsync(other, new JsonObject { ["ack"] = new JsonArray(jti) }, "poll-6");
        Assert.Equal(jti, Jti(await host.PollAsync(streamId, client: "poll-5")));
    }

    [Fact]
    public async Task A_long_poll_ends_with_the_event()
    {
        WaitingClock clock = new(LongPoll);
        await using SignalHost patient = await SignalHost.StartAsync(clock.Replace, $"--Signals:LongPollSeconds={LongPoll.TotalSeconds}");
        string streamId = await patient.PollStreamAsync();
        Mission mission = await patient.MissionAsync(TestAgent.CrmAs);
        Task<JsonElement> waiting = patient.PollAsync(streamId, new JsonObject { ["returnImmediately"] = false });
        await clock.Begun;
        Assert.False(waiting.IsCompleted);
        await SomeMission.ChangeAsync(patient.Host, mission, MissionEvent.Revoke);
        JsonElement answer = await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal("revoked", SignalHost.Lifecycle(Assert.Single(SignalHost.Sets(answer))).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_long_poll_without_an_event_ends_with_the_time()
    {
        WaitingClock clock = new(LongPoll);
        await using SignalHost patient = await SignalHost.StartAsync(clock.Replace, $"--Signals:LongPollSeconds={LongPoll.TotalSeconds}");
        string streamId = await patient.PollStreamAsync();
        Task<JsonElement> waiting = patient.PollAsync(streamId, new JsonObject { ["returnImmediately"] = false });
        await clock.Begun;
        patient.Host.Time.Advance(LongPoll - TimeSpan.FromSeconds(1));
        // Answered behind whatever was due by now: had the poll been, so would it.
        await patient.PollAsync(streamId);
        Assert.False(waiting.IsCompleted);
        patient.Host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(SignalHost.Sets(await waiting.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("{\"maxEvents\":-1}", "/maxEvents")]
    [InlineData("{\"maxEvents\":\"2\"}", "/maxEvents")]
    [InlineData("{\"returnImmediately\":1}", "/returnImmediately")]
    [InlineData("{\"ack\":\"x\"}", "/ack")]
    [InlineData("{\"ack\":[1]}", "/ack")]
    [InlineData("{\"setErrs\":[]}", "/setErrs")]
    [InlineData("{\"setErrs\":{\"x\":\"bad\"}}", "/setErrs")]
    public async Task A_poll_that_means_nothing_is_refused(string body, string pointer)
    {
        TestHost.Answer answer = await host.SendAsync(HttpMethod.Post, "/ssf/poll/st_any", body, "poll-8", "ssf.read");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task A_full_stream_loses_its_oldest_events_and_never_the_last()
    {
        await using SignalHost small = await SignalHost.StartAsync("--Signals:MaxBacklog=10");
        string streamId = await small.PollStreamAsync();
        Mission mission = await small.MissionAsync(TestAgent.CrmAs);
        for (int i = 0; i < 7; i++)
        {
            await SomeMission.ChangeAsync(small.Host, mission, MissionEvent.Suspend);
            await SomeMission.ChangeAsync(small.Host, mission, MissionEvent.Resume);
        }

        JsonElement[] sets = SignalHost.Sets(await small.PollAsync(streamId));
        Assert.Equal(Enumerable.Range(6, 10), sets.Select(set => SignalHost.Lifecycle(set).GetProperty("version").GetInt32()));
    }

    [Fact]
    public async Task Events_that_expired_unread_take_no_room_from_later_ones()
    {
        await using SignalHost small = await SignalHost.StartAsync("--Signals:MaxBacklog=10", "--Signals:KeepHours=1");
        string streamId = await small.PollStreamAsync();
        Mission mission = await small.MissionAsync(TestAgent.CrmAs);
        await ToggleAsync(small, mission, 10);
        small.Host.Time.Advance(TimeSpan.FromHours(2));
        await ToggleAsync(small, mission, 1);
        Assert.Equal([12], await VersionsAsync(small, streamId));
        Assert.Equal(1, (await small.StreamAsync(streamId)).Backlog);
    }

    [Fact]
    public async Task While_some_events_expire_and_some_do_not_exactly_the_excess_goes()
    {
        await using SignalHost small = await SignalHost.StartAsync("--Signals:MaxBacklog=10", "--Signals:KeepHours=1");
        string streamId = await small.PollStreamAsync();
        Mission mission = await small.MissionAsync(TestAgent.CrmAs);
        await ToggleAsync(small, mission, 6);
        small.Host.Time.Advance(TimeSpan.FromMinutes(40));
        await ToggleAsync(small, mission, 6);
        Assert.Equal(Enumerable.Range(4, 10), await VersionsAsync(small, streamId));
        small.Host.Time.Advance(TimeSpan.FromMinutes(30));
        await ToggleAsync(small, mission, 3);
        Assert.Equal(Enumerable.Range(8, 9), await VersionsAsync(small, streamId));
        await ToggleAsync(small, mission, 3);
        Assert.Equal(Enumerable.Range(10, 10), await VersionsAsync(small, streamId));
        Assert.Equal(10, (await small.StreamAsync(streamId)).Backlog);
    }

    private static async Task ToggleAsync(SignalHost host, Mission mission, int times)
    {
        for (int i = 0; i < times; i++)
        {
            bool isActive = (await SomeMission.ReadAsync(host.Host, mission)).State == MissionState.Active;
            await SomeMission.ChangeAsync(host.Host, mission, isActive ? MissionEvent.Suspend : MissionEvent.Resume);
        }
    }

    private static async Task<IEnumerable<int>> VersionsAsync(SignalHost host, string streamId) =>
        SignalHost.Sets(await host.PollAsync(streamId)).Select(set => SignalHost.Lifecycle(set).GetProperty("version").GetInt32());

    private static string Jti(JsonElement answer) => answer.GetProperty("sets").EnumerateObject().Single().Name;
}
