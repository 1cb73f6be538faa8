using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>SSF 1.0 §8.1.2 to §8.1.4: status, subjects, verification.</summary>
public sealed class StreamStatusTests(SharedSignals shared) : IClassFixture<SharedSignals>
{
    private readonly SignalHost host = shared.Host;

    [Fact]
    public async Task A_status_is_read_back_as_it_was_set()
    {
        string streamId = await host.PollStreamAsync("status-1");
        Assert.Equal("enabled", (await host.ReadAsync("/ssf/status?stream_id=" + streamId, "status-1")).GetProperty("status").GetString());
        TestHost.Answer set = await host.CallAsync(
            HttpMethod.Post, "/ssf/status", new JsonObject { ["stream_id"] = streamId, ["status"] = "paused", ["reason"] = "maintenance" }, "status-1");
        Assert.Equal(HttpStatusCode.OK, set.Status);
        JsonElement read = await host.ReadAsync("/ssf/status?stream_id=" + streamId, "status-1");
        Assert.Equal((streamId, "paused", "maintenance"), (read.GetProperty("stream_id").GetString(), read.GetProperty("status").GetString(), read.GetProperty("reason").GetString()));
    }

    [Theory]
    [InlineData("{\"stream_id\":\"x\",\"status\":\"off\"}", "/status")]
    [InlineData("{\"stream_id\":\"x\",\"status\":\"Paused\"}", "/status")]
    [InlineData("{\"stream_id\":\"x\"}", "/status")]
    [InlineData("{\"status\":\"paused\"}", "/stream_id")]
    [InlineData("{\"stream_id\":\"x\",\"status\":\"paused\",\"reason\":7}", "/reason")]
    public async Task A_status_that_means_nothing_is_refused(string body, string pointer)
    {
        TestHost.Answer answer = await host.SendAsync(HttpMethod.Post, "/ssf/status", body, "status-2");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal([pointer], answer.Pointers);
    }

    [Fact]
    public async Task A_status_needs_a_stream_of_the_caller()
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await host.CallAsync(HttpMethod.Get, "/ssf/status", null, "status-3")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Get, "/ssf/status?stream_id=st_none", null, "status-3")).Status);
        Assert.Equal(
            HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Post, "/ssf/status", new JsonObject { ["stream_id"] = "st_none", ["status"] = "paused" }, "status-3")).Status);
    }

    [Fact]
    public async Task A_paused_stream_keeps_what_happens_and_a_disabled_one_does_not()
    {
        string streamId = await host.PollStreamAsync("status-4");
        Mission mission = await host.MissionAsync("status-4");
        await SetAsync("status-4", streamId, "paused");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, client: "status-4")));
        await SetAsync("status-4", streamId, "enabled");
        JsonElement suspended = Assert.Single(SignalHost.Sets(await host.PollAsync(streamId, client: "status-4")));
        Assert.Equal("suspended", SignalHost.Lifecycle(suspended).GetProperty("state").GetString());

        await SetAsync("status-4", streamId, "disabled");
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Resume);
        await SetAsync("status-4", streamId, "enabled");
        Assert.Empty(SignalHost.Sets(await host.PollAsync(streamId, client: "status-4")));
    }

    [Fact]
    public async Task A_verification_comes_back_with_its_state_and_about_the_stream()
    {
        string streamId = await host.PollStreamAsync("status-5");
        Assert.Equal(HttpStatusCode.NoContent, (await host.CallAsync(HttpMethod.Post, "/ssf/verify", new JsonObject { ["stream_id"] = streamId, ["state"] = "VGhpcyBpcw==" }, "status-5")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.CallAsync(HttpMethod.Post, "/ssf/verify", new JsonObject { ["stream_id"] = streamId }, "status-5")).Status);
        JsonElement[] sets = SignalHost.Sets(await host.PollAsync(streamId, client: "status-5"));
        Assert.Equal(2, sets.Length);
        Assert.All(sets, set =>
        {
            Assert.Equal(("opaque", streamId), (set.GetProperty("sub_id").GetProperty("format").GetString(), set.GetProperty("sub_id").GetProperty("id").GetString()));
            Assert.Equal("https://schemas.openid.net/secevent/ssf/event-type/verification", set.GetProperty("events").EnumerateObject().Single().Name);
        });
        Assert.Equal("VGhpcyBpcw==", sets[0].GetProperty("events").EnumerateObject().Single().Value.GetProperty("state").GetString());
        Assert.False(sets[1].GetProperty("events").EnumerateObject().Single().Value.TryGetProperty("state", out _));
    }

    [Fact]
    public async Task Verifications_are_paced()
    {
        await using SignalHost paced = await SignalHost.StartAsync("--Signals:MinVerificationSeconds=30");
        string streamId = await paced.PollStreamAsync();
        JsonObject request = new() { ["stream_id"] = streamId };
        Assert.Equal(HttpStatusCode.NoContent, (await paced.CallAsync(HttpMethod.Post, "/ssf/verify", request)).Status);
        TestHost.Answer early = await paced.CallAsync(HttpMethod.Post, "/ssf/verify", request);
        Assert.Equal(HttpStatusCode.TooManyRequests, early.Status);
        Assert.Equal("30", early.Headers["Retry-After"]);
        Assert.Equal(30, (await paced.ReadAsync("/ssf/stream?stream_id=" + streamId)).GetProperty("min_verification_interval").GetInt32());
        paced.Host.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(HttpStatusCode.NoContent, (await paced.CallAsync(HttpMethod.Post, "/ssf/verify", request)).Status);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"st_none\"}", HttpStatusCode.NotFound)]
    [InlineData("{\"stream_id\":\"st_none\",\"state\":{}}", HttpStatusCode.BadRequest)]
    public async Task A_verification_needs_a_stream_of_the_caller(string body, HttpStatusCode status) =>
        Assert.Equal(status, (await host.SendAsync(HttpMethod.Post, "/ssf/verify", body, "status-6")).Status);

    [Theory]
    [InlineData("{\"subject\":{\"format\":\"opaque\",\"id\":\"x\"}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"S\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":\"x\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{\"format\":\"opaque\"}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{\"format\":\"opaque\",\"id\":7}}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{\"format\":\"opaque\",\"id\":\"x\"},\"verified\":\"yes\"}", HttpStatusCode.BadRequest)]
    [InlineData("{\"stream_id\":\"st_none\",\"subject\":{\"format\":\"opaque\",\"id\":\"x\"}}", HttpStatusCode.NotFound)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{\"format\":\"opaque\",\"id\":\"mr_unknown\"}}", HttpStatusCode.OK)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{\"format\":\"email\",\"email\":\"alice@example.com\"},\"verified\":false}", HttpStatusCode.OK)]
    [InlineData("{\"stream_id\":\"S\",\"subject\":{\"format\":\"complex\",\"user\":{\"format\":\"email\",\"email\":\"a@example.com\"}}}", HttpStatusCode.OK)]
    public async Task A_subject_that_is_malformed_is_refused_and_one_that_is_unknown_is_passed_over(string body, HttpStatusCode status)
    {
        JsonElement all = await host.ReadAsync("/ssf/stream", "status-7");
        string streamId = all.GetArrayLength() > 0 ? all[0].GetProperty("stream_id").GetString()! : await host.PollStreamAsync("status-7");
        string sent = body.Replace("\"S\"", $"\"{streamId}\"", StringComparison.Ordinal);
        Assert.Equal(status, (await host.SendAsync(HttpMethod.Post, "/ssf/subjects:add", sent, "status-7")).Status);
        HttpStatusCode removed = (await host.SendAsync(HttpMethod.Post, "/ssf/subjects:remove", sent, "status-7")).Status;
        Assert.Equal(status == HttpStatusCode.OK ? HttpStatusCode.NoContent : status, removed);
    }

    private async Task SetAsync(string client, string streamId, string status) => Assert.Equal(
        HttpStatusCode.OK, (await host.CallAsync(HttpMethod.Post, "/ssf/status", new JsonObject { ["stream_id"] = streamId, ["status"] = status }, client)).Status);
}
