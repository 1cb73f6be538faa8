using System.Net;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>RFC 8935: events are pushed in order, at least once, and not at any price.</summary>
public sealed class PushTests
{
    [Fact]
    public async Task An_event_is_pushed_with_the_header_of_the_stream_and_is_gone_when_it_is_accepted()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        string streamId = await host.PushStreamAsync(receiver);
        Mission mission = await host.MissionAsync(TestAgent.CrmAs);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke);
        FakeReceiver.Push push = await receiver.NextAsync();
        Assert.Equal(("POST", "/events"), (push.Method, push.Path));
        Assert.Equal("application/secevent+jwt", push.ContentType);
        Assert.Equal("application/json", push.Accept);
        Assert.Equal("Bearer of-the-receiver", push.Authorization);
        Assert.True(await Jwks.IsSignedAsync(host.Host, push.Body));
        Assert.Equal("revoked", push.Event.GetProperty("state").GetString());
        await host.UntilAsync(streamId, stream => stream.Backlog == 0);
        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task The_header_is_never_shown_stays_when_it_is_not_named_and_does_not_follow_to_another_place()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using FakeReceiver other = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        string streamId = await host.PushStreamAsync(receiver);
        string read = (await host.ReadAsync("/ssf/stream?stream_id=" + streamId)).GetRawText();
        Assert.DoesNotContain("of-the-receiver", read, StringComparison.Ordinal);
        Assert.DoesNotContain("of-the-receiver", (await host.StreamAsync(streamId)).PushAuthorization, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await host.CallAsync(HttpMethod.Put, "/ssf/stream", JsonNode.Parse(read))).Status);
        Mission mission = await host.MissionAsync(TestAgent.CrmAs);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        Assert.Equal("Bearer of-the-receiver", (await receiver.NextAsync()).Authorization);

        JsonObject moved = new() { ["stream_id"] = streamId, ["delivery"] = new JsonObject { ["method"] = "urn:ietf:rfc:8935", ["endpoint_url"] = other.Url } };
        Assert.Equal(HttpStatusCode.OK, (await host.CallAsync(HttpMethod.Patch, "/ssf/stream", moved)).Status);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke);
        Assert.Equal(string.Empty, (await other.NextAsync()).Authorization);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, null)]
    [InlineData(HttpStatusCode.ServiceUnavailable, null)]
    [InlineData(HttpStatusCode.TooManyRequests, null)]
    [InlineData(HttpStatusCode.NotFound, null)]
    [InlineData(HttpStatusCode.BadRequest, "<html>")]
    [InlineData(HttpStatusCode.BadRequest, "{\"error\":\"x\"}")]
    public async Task A_push_that_fails_is_tried_again_later_with_the_same_event(HttpStatusCode status, string? body)
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync("--Signals:RetrySeconds=10");
        string streamId = await host.PushStreamAsync(receiver);
        receiver.Answer(FakeReceiver.With(status, body), FakeReceiver.With(status, body));
        Mission mission = await host.MissionAsync(TestAgent.CrmAs);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke);
        string first = (await receiver.NextAsync()).Jti;
        SignalStream once = await host.UntilAsync(streamId, stream => stream.Failures == 1);
        Assert.InRange(once.NextPushAt - host.Host.Time.GetUtcNow(), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));
        host.Host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first, (await receiver.NextAsync()).Jti);
        SignalStream twice = await host.UntilAsync(streamId, stream => stream.Failures == 2);
        Assert.InRange(twice.NextPushAt - host.Host.Time.GetUtcNow(), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));
        host.Host.Time.Advance(TimeSpan.FromSeconds(20));
        FakeReceiver.Push third = await receiver.NextAsync();
        Assert.Equal((first, 2), (third.Jti, third.Event.GetProperty("version").GetInt32()));
        Assert.Equal(3, (await receiver.NextAsync()).Event.GetProperty("version").GetInt32());
        Assert.Equal(0, (await host.UntilAsync(streamId, stream => stream.Backlog == 0)).Failures);
    }

    [Fact]
    public async Task A_receiver_that_wants_to_be_left_alone_is()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        string streamId = await host.PushStreamAsync(receiver);
        receiver.Answer(FakeReceiver.With(HttpStatusCode.ServiceUnavailable, null, ("Retry-After", "120")));
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(TestAgent.CrmAs), MissionEvent.Revoke);
        await receiver.NextAsync();
        SignalStream stream = await host.UntilAsync(streamId, current => current.Failures == 1);
        Assert.Equal(TimeSpan.FromSeconds(120), stream.NextPushAt - host.Host.Time.GetUtcNow());
    }

    [Theory]
    [InlineData("invalid_request")]
    [InlineData("invalid_state")]
    [InlineData("something_of_their_own")]
    public async Task An_event_that_is_refused_is_not_pushed_again_and_the_next_one_is(string code)
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        string streamId = await host.PushStreamAsync(receiver);
        receiver.Answer(FakeReceiver.Err(code));
        Mission mission = await host.MissionAsync(TestAgent.CrmAs);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Suspend);
        await SomeMission.ChangeAsync(host.Host, mission, MissionEvent.Revoke);
        Assert.Equal(2, (await receiver.NextAsync()).Event.GetProperty("version").GetInt32());
        Assert.Equal(3, (await receiver.NextAsync()).Event.GetProperty("version").GetInt32());
        Assert.Equal((0, StreamStatus.Enabled), (await host.UntilAsync(streamId, stream => stream.Backlog == 0) is var done ? (done.Failures, done.Status) : default));
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "authentication_failed", "authentication_failed")]
    [InlineData(HttpStatusCode.BadRequest, "access_denied", "access_denied")]
    [InlineData(HttpStatusCode.BadRequest, "invalid_key", "invalid_key")]
    [InlineData(HttpStatusCode.BadRequest, "invalid_issuer", "invalid_issuer")]
    [InlineData(HttpStatusCode.BadRequest, "invalid_audience", "invalid_audience")]
    [InlineData(HttpStatusCode.Unauthorized, "authentication_failed", "authentication_failed")]
    [InlineData(HttpStatusCode.Forbidden, "x", "access_denied")]
    [InlineData(HttpStatusCode.Gone, "x", "gone")]
    public async Task A_receiver_that_takes_nothing_pauses_the_stream_keeps_the_events_and_is_told(HttpStatusCode status, string code, string reason)
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        string streamId = await host.PushStreamAsync(receiver);
        receiver.Answer(FakeReceiver.With(status, $$"""{"err":"{{code}}"}"""));
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(TestAgent.CrmAs), MissionEvent.Revoke);
        string jti = (await receiver.NextAsync()).Jti;
        FakeReceiver.Push told = await receiver.NextAsync();
        Assert.Equal("https://schemas.openid.net/secevent/ssf/event-type/stream-updated", told.EventUri);
        Assert.Equal(("paused", reason), (told.Event.GetProperty("status").GetString(), told.Event.GetProperty("reason").GetString()));
        Assert.Equal(streamId, told.Claims.GetProperty("sub_id").GetProperty("id").GetString());
        Assert.Equal(1, (await host.UntilAsync(streamId, stream => stream.Status == StreamStatus.Paused)).Backlog);
        Assert.Equal(reason, (await host.ReadAsync("/ssf/status?stream_id=" + streamId)).GetProperty("reason").GetString());

        await host.CallAsync(HttpMethod.Post, "/ssf/status", new JsonObject { ["stream_id"] = streamId, ["status"] = "enabled" });
        Assert.Equal(jti, (await receiver.NextAsync()).Jti);
    }

    [Fact]
    public async Task A_stream_whose_receiver_is_away_for_too_long_is_paused_and_goes_on_when_it_is_enabled()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync("--Signals:MaxFailures=2", "--Signals:RetrySeconds=1");
        string streamId = await host.PushStreamAsync(receiver);
        receiver.Otherwise = FakeReceiver.With(HttpStatusCode.BadGateway);
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(TestAgent.CrmAs), MissionEvent.Revoke);
        string jti = (await receiver.NextAsync()).Jti;
        await host.UntilAsync(streamId, stream => stream.Failures == 1);
        host.Host.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(jti, (await receiver.NextAsync()).Jti);
        Assert.Equal("paused", (await receiver.NextAsync()).Event.GetProperty("status").GetString());
        Assert.Equal("delivery_failed", (await host.UntilAsync(streamId, stream => stream.Status == StreamStatus.Paused)).StatusReason);
        receiver.Otherwise = FakeReceiver.With(HttpStatusCode.Accepted);
        await host.CallAsync(HttpMethod.Post, "/ssf/status", new JsonObject { ["stream_id"] = streamId, ["status"] = "enabled" });
        Assert.Equal(jti, (await receiver.NextAsync()).Jti);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using FakeReceiver elsewhere = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        string streamId = await host.PushStreamAsync(receiver);
        receiver.Answer(FakeReceiver.With(HttpStatusCode.TemporaryRedirect, null, ("Location", elsewhere.Url)));
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(TestAgent.CrmAs), MissionEvent.Revoke);
        await receiver.NextAsync();
        await host.UntilAsync(streamId, stream => stream.Failures == 1);
        Assert.False(elsewhere.HasMore);
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_is_given_up_in_time()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync("--Signals:PushSeconds=5");
        string streamId = await host.PushStreamAsync(receiver);
        TaskCompletionSource never = new();
        receiver.Answer(_ => never.Task);
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(TestAgent.CrmAs), MissionEvent.Revoke);
        string jti = (await receiver.NextAsync()).Jti;
        host.Host.Time.Advance(TimeSpan.FromSeconds(5));
        await host.UntilAsync(streamId, stream => stream.Failures == 1);
        host.Host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(jti, (await receiver.NextAsync()).Jti);
        never.SetResult();
    }

    [Fact]
    public async Task A_slow_receiver_holds_up_no_other()
    {
        await using FakeReceiver slow = await FakeReceiver.StartAsync();
        await using FakeReceiver quick = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync();
        await host.PushStreamAsync(slow, "slow");
        await host.PushStreamAsync(quick, "quick");
        TaskCompletionSource later = new();
        slow.Answer(_ => later.Task);
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync("slow", "quick"), MissionEvent.Revoke);
        await slow.NextAsync();
        await quick.NextAsync();
        Mission second = await host.MissionAsync("quick");
        await SomeMission.ChangeAsync(host.Host, second, MissionEvent.Revoke);
        Assert.Equal(second.MissionRef, (await quick.NextAsync()).Claims.GetProperty("sub_id").GetProperty("id").GetString());
        later.SetResult();
    }

    [Fact]
    public async Task What_was_not_accepted_before_a_restart_is_pushed_after_it_with_the_same_jti()
    {
        DirectoryInfo directory = Directory.CreateTempSubdirectory("signals-");
        string store = "--Storage:Path=" + Path.Combine(directory.FullName, "data");
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        receiver.Answer(FakeReceiver.With(HttpStatusCode.ServiceUnavailable));
        string jti, streamId;
        await using (SignalHost before = await SignalHost.StartAsync(store))
        {
            streamId = await before.PushStreamAsync(receiver);
            Mission mission = await before.MissionAsync(TestAgent.CrmAs);
            await SomeMission.ChangeAsync(before.Host, mission, MissionEvent.Suspend);
            jti = (await receiver.NextAsync()).Jti;
            await before.UntilAsync(streamId, stream => stream.Failures == 1);
            await SomeMission.ChangeAsync(before.Host, mission, MissionEvent.Revoke);
        }

        await using (SignalHost after = await SignalHost.StartAsync(store))
        {
            after.Host.Time.Advance(TimeSpan.FromSeconds(2));
            FakeReceiver.Push again = await receiver.NextAsync();
            Assert.Equal((jti, 2), (again.Jti, again.Event.GetProperty("version").GetInt32()));
            Assert.Equal(3, (await receiver.NextAsync()).Event.GetProperty("version").GetInt32());
            await after.UntilAsync(streamId, stream => stream.Backlog == 0);
        }

        directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_stream_of_the_configuration_needs_no_call_of_its_receiver()
    {
        await using FakeReceiver receiver = await FakeReceiver.StartAsync();
        await using SignalHost host = await SignalHost.StartAsync($"--Signals:Receivers:0:PushUrl={receiver.Url}", "--Signals:Receivers:0:PushAuthorization=Bearer of-the-operator");
        await SomeMission.ChangeAsync(host.Host, await host.MissionAsync(TestAgent.CrmAs), MissionEvent.Revoke);
        FakeReceiver.Push push = await receiver.NextAsync();
        Assert.Equal("Bearer of-the-operator", push.Authorization);
        Assert.Equal(TestAgent.CrmAs, push.Claims.GetProperty("aud").GetString());
    }
}
