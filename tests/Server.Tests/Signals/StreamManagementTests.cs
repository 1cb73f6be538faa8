using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Signals;

/// <summary>SSF 1.0 §8.1.1: streams are made, read, changed and ended by their receivers alone.</summary>
public sealed class StreamManagementTests(SharedSignals shared) : IClassFixture<SharedSignals>
{
    private const string Caep = "https://schemas.openid.net/secevent/caep/event-type/session-revoked";

    private readonly SignalHost host = shared.Host;

    [Fact]
    public async Task The_metadata_names_every_endpoint()
    {
        TestHost.Answer answer = await host.Host.GetAsync("/.well-known/ssf-configuration");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("1_0", answer.Json.GetProperty("spec_version").GetString());
        Assert.Equal(TestAgent.Issuer, answer.Json.GetProperty("issuer").GetString());
        Assert.Equal(TestAgent.Issuer + "/jwks", answer.Json.GetProperty("jwks_uri").GetString());
        Assert.Equal(["urn:ietf:rfc:8935", "urn:ietf:rfc:8936"], answer.Json.GetProperty("delivery_methods_supported").EnumerateArray().Select(item => item.GetString()));
        Assert.Contains(answer.Json.GetProperty("authorization_schemes").EnumerateArray(), scheme => scheme.GetProperty("spec_urn").GetString() == "urn:ietf:rfc:6749");
        Assert.Equal("ALL", answer.Json.GetProperty("default_subjects").GetString());
        foreach ((string member, string path) in ((string, string)[])[("configuration_endpoint", "/ssf/stream"), ("status_endpoint", "/ssf/status"),
            ("add_subject_endpoint", "/ssf/subjects:add"), ("remove_subject_endpoint", "/ssf/subjects:remove"), ("verification_endpoint", "/ssf/verify")])
        {
            Assert.Equal(TestAgent.Issuer + path, answer.Json.GetProperty(member).GetString());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.Host.GetAsync("/.well-known/ssf-configuration/tenant1")).Status);
    }

    [Fact]
    public async Task A_transmitter_with_a_path_is_described_under_that_path()
    {
        await using TestHost pathed = await TestHost.StartAsync("--Server:Issuer=https://op.example.com/tenant1");
        TestHost.Answer answer = await pathed.GetAsync("/.well-known/ssf-configuration/tenant1");
        Assert.Equal("https://op.example.com/tenant1/ssf/stream", answer.Json.GetProperty("configuration_endpoint").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await pathed.GetAsync("/.well-known/ssf-configuration")).Status);
    }

    [Fact]
    public async Task A_stream_is_polled_unless_its_receiver_says_otherwise()
    {
        JsonObject request = SignalHost.Events(SignalHost.MissionEvent, "https://example.com/unknown");
        request["description"] = "for a test";
        // What is the transmitter's is ignored here: there is nothing yet that it could agree with.
        request["aud"] = "somebody-else";
        request["stream_id"] = "mine";
        TestHost.Answer made = await host.CallAsync(HttpMethod.Post, "/ssf/stream", request, "receiver-1");
        Assert.Equal(HttpStatusCode.Created, made.Status);
        string streamId = made.Json.GetProperty("stream_id").GetString()!;
        Assert.NotEqual("mine", streamId);
        Assert.Equal(TestAgent.Issuer, made.Json.GetProperty("iss").GetString());
        Assert.Equal("receiver-1", made.Json.GetProperty("aud").GetString());
        Assert.Equal("urn:ietf:rfc:8936", made.Json.GetProperty("delivery").GetProperty("method").GetString());
        Assert.Equal($"{TestAgent.Issuer}/ssf/poll/{streamId}", made.Json.GetProperty("delivery").GetProperty("endpoint_url").GetString());
        Assert.Equal([SignalHost.MissionEvent], Texts(made.Json, "events_delivered"));
        Assert.Equal([SignalHost.MissionEvent, "https://example.com/unknown"], Texts(made.Json, "events_requested"));
        Assert.Contains(Caep, Texts(made.Json, "events_supported"));
        Assert.Equal("for a test", made.Json.GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_configured_receiver_has_its_own_audience()
    {
        string streamId = await host.PollStreamAsync();
        JsonElement stream = await host.ReadAsync("/ssf/stream?stream_id=" + streamId);
        Assert.Equal(TestAgent.CrmAs, stream.GetProperty("aud").GetString());
    }

    [Fact]
    public async Task A_second_stream_of_a_receiver_is_a_conflict()
    {
        await host.PollStreamAsync("receiver-2");
        Assert.Equal(HttpStatusCode.Conflict, (await host.CallAsync(HttpMethod.Post, "/ssf/stream", new JsonObject(), "receiver-2")).Status);
    }

    [Fact]
    public async Task A_receiver_reads_its_own_stream_and_no_other()
    {
        Assert.Equal(0, (await host.ReadAsync("/ssf/stream", "receiver-3")).GetArrayLength());
        string streamId = await host.PollStreamAsync("receiver-3");
        Assert.Equal(streamId, (await host.ReadAsync("/ssf/stream", "receiver-3"))[0].GetProperty("stream_id").GetString());
        Assert.Equal(streamId, (await host.ReadAsync("/ssf/stream?stream_id=" + streamId, "receiver-3")).GetProperty("stream_id").GetString());
        foreach (string path in (string[])["/ssf/stream?stream_id=" + streamId, "/ssf/status?stream_id=" + streamId])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Get, path, null, "receiver-4", "ssf.read")).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Get, "/ssf/stream?stream_id=", null, "receiver-3")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Delete, "/ssf/stream?stream_id=" + streamId, null, "receiver-4")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Patch, "/ssf/stream", new JsonObject { ["stream_id"] = streamId }, "receiver-4")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Post, "/ssf/poll/" + streamId, new JsonObject { ["returnImmediately"] = true }, "receiver-4")).Status);
    }

    [Fact]
    public async Task An_update_changes_what_it_names_and_nothing_else()
    {
        JsonObject first = SignalHost.Events(SignalHost.MissionEvent);
        first["description"] = "before";
        string streamId = await host.PollStreamAsync("receiver-5", first);
        JsonObject change = SignalHost.Events(Caep);
        change["stream_id"] = streamId;
        change["iss"] = TestAgent.Issuer;
        change["aud"] = new JsonArray("receiver-5");
        change["events_delivered"] = new JsonArray(SignalHost.MissionEvent);
        TestHost.Answer changed = await host.CallAsync(HttpMethod.Patch, "/ssf/stream", change, "receiver-5");
        Assert.True(changed.Status == HttpStatusCode.OK, changed.Json.ToString());
        Assert.Equal([Caep], Texts(changed.Json, "events_delivered"));
        Assert.Equal("before", changed.Json.GetProperty("description").GetString());
    }

    [Fact]
    public async Task A_replacement_deletes_what_it_does_not_name()
    {
        JsonObject first = SignalHost.Events(SignalHost.MissionEvent);
        first["description"] = "before";
        string streamId = await host.PollStreamAsync("receiver-6", first);
        TestHost.Answer changed = await host.CallAsync(HttpMethod.Put, "/ssf/stream", new JsonObject { ["stream_id"] = streamId }, "receiver-6");
        Assert.Equal(HttpStatusCode.OK, changed.Status);
        Assert.False(changed.Json.TryGetProperty("description", out _));
        Assert.False(changed.Json.TryGetProperty("events_requested", out _));
        Assert.Empty(Texts(changed.Json, "events_delivered"));
        Assert.Equal("urn:ietf:rfc:8936", changed.Json.GetProperty("delivery").GetProperty("method").GetString());
    }

    [Fact]
    public async Task A_receiver_can_send_back_what_it_read()
    {
        string streamId = await host.PollStreamAsync("receiver-7");
        JsonNode read = JsonNode.Parse((await host.ReadAsync("/ssf/stream?stream_id=" + streamId, "receiver-7")).GetRawText())!;
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Put, HttpMethod.Patch])
        {
            TestHost.Answer again = await host.CallAsync(method, "/ssf/stream", read, "receiver-7");
            Assert.True(again.Status == HttpStatusCode.OK, again.Json.ToString());
            Assert.True(JsonNode.DeepEquals(read, JsonNode.Parse(again.Json.GetRawText())));
        }
    }

    [Theory]
    [InlineData("iss", "\"https://other.example.com\"")]
    [InlineData("iss", "7")]
    [InlineData("aud", "\"another\"")]
    [InlineData("aud", "[\"receiver-8\",\"another\"]")]
    [InlineData("aud", "[7]")]
    [InlineData("events_supported", "[]")]
    [InlineData("events_supported", "\"x\"")]
    [InlineData("events_delivered", "[\"https://schemas.openid.net/secevent/caep/event-type/session-revoked\"]")]
    [InlineData("min_verification_interval", "99")]
    [InlineData("min_verification_interval", "\"0\"")]
    [InlineData("inactivity_timeout", "60")]
    [InlineData("delivery", "{\"method\":\"urn:ietf:rfc:8936\",\"endpoint_url\":\"https://elsewhere.example.com/poll\"}")]
    [InlineData("delivery", "{\"method\":\"urn:example:carrier-pigeon\"}")]
    [InlineData("delivery", "{}")]
    [InlineData("delivery", "[]")]
    [InlineData("delivery", "{\"method\":\"urn:ietf:rfc:8935\"}")]
    [InlineData("delivery", "{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":7}")]
    [InlineData("delivery", "{\"method\":\"urn:ietf:rfc:8935\",\"endpoint_url\":\"https://93.184.215.14/\",\"authorization_header\":\"a\\r\\nX-Evil: 1\"}")]
    [InlineData("events_requested", "\"all\"")]
    [InlineData("events_requested", "[7]")]
    [InlineData("description", "7")]
    [InlineData("stream_id", "7")]
    public async Task What_cannot_be_used_is_refused_and_changes_nothing(string member, string value)
    {
        JsonElement all = await host.ReadAsync("/ssf/stream", "receiver-8");
        string streamId = all.GetArrayLength() > 0 ? all[0].GetProperty("stream_id").GetString()! : await host.PollStreamAsync("receiver-8");
        string before = (await host.ReadAsync("/ssf/stream?stream_id=" + streamId, "receiver-8")).GetRawText();
        JsonObject request = new() { ["stream_id"] = streamId };
        request[member] = JsonNode.Parse(value);
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Patch, HttpMethod.Put])
        {
            TestHost.Answer answer = await host.CallAsync(method, "/ssf/stream", request, "receiver-8");
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.StartsWith("/" + member, answer.Pointers[0], StringComparison.Ordinal);
        }

        Assert.Equal(before, (await host.ReadAsync("/ssf/stream?stream_id=" + streamId, "receiver-8")).GetRawText());
    }

    [Theory]
    [InlineData("http://receiver.example.com/events")]
    [InlineData("https://127.0.0.2:9/events")]
    [InlineData("https://10.0.0.7/events")]
    [InlineData("https://172.16.9.9/")]
    [InlineData("https://192.168.1.1/")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://100.64.0.1/")]
    [InlineData("https://0.0.0.0/")]
    [InlineData("https://[fd00::1]/")]
    [InlineData("https://[fe80::1]/")]
    [InlineData("https://[::ffff:10.0.0.1]/")]
    [InlineData("https://[64:ff9b::a00:1]/")]
    [InlineData("https://[2002:a00:1::]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://user:secret@93.184.215.14/")]
    [InlineData("https://93.184.215.14/#part")]
    [InlineData("ftp://93.184.215.14/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/events")]
    [InlineData("not a url")]
    [InlineData("")]
    public async Task Events_are_never_pushed_to_the_inside_of_our_network(string url)
    {
        await using SignalHost strict = new(await TestHost.StartAsync());
        JsonObject request = new() { ["delivery"] = new JsonObject { ["method"] = "urn:ietf:rfc:8935", ["endpoint_url"] = url } };
        TestHost.Answer answer = await strict.CallAsync(HttpMethod.Post, "/ssf/stream", request, "receiver-9");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(["/delivery/endpoint_url"], answer.Pointers);
    }

    [Fact]
    public async Task A_stream_that_was_ended_is_gone_and_can_be_made_again()
    {
        string streamId = await host.PollStreamAsync("receiver-10");
        Assert.Equal(HttpStatusCode.BadRequest, (await host.CallAsync(HttpMethod.Delete, "/ssf/stream", null, "receiver-10")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await host.CallAsync(HttpMethod.Delete, "/ssf/stream?stream_id=" + streamId, null, "receiver-10")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await host.CallAsync(HttpMethod.Delete, "/ssf/stream?stream_id=" + streamId, null, "receiver-10")).Status);
        Assert.NotEqual(streamId, await host.PollStreamAsync("receiver-10"));
    }

    [Theory]
    [InlineData("POST", "/ssf/stream")]
    [InlineData("PATCH", "/ssf/stream")]
    [InlineData("PUT", "/ssf/stream")]
    [InlineData("DELETE", "/ssf/stream?stream_id=x")]
    [InlineData("POST", "/ssf/status")]
    [InlineData("POST", "/ssf/verify")]
    [InlineData("POST", "/ssf/subjects:add")]
    [InlineData("POST", "/ssf/subjects:remove")]
    [InlineData("GET", "/ssf/stream")]
    [InlineData("GET", "/ssf/status?stream_id=x")]
    [InlineData("POST", "/ssf/poll/x")]
    public async Task Nobody_comes_in_without_the_right_scope(string method, string path)
    {
        using HttpRequestMessage bare = new(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Host.SendAsync(bare)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await host.SendAsync(new HttpMethod(method), path, "{}", "receiver-11", "evaluate missions.manage")).Status);
        bool isReading = method == "GET" || path.StartsWith("/ssf/poll", StringComparison.Ordinal);
        HttpStatusCode withRead = (await host.SendAsync(new HttpMethod(method), path, "{}", "receiver-11", "ssf.read")).Status;
        Assert.Equal(isReading, withRead != HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("", "application/json")]
    [InlineData("[]", "application/json")]
    [InlineData("{\"stream_id\":\"a\",\"stream_id\":\"b\"}", "application/json")]
    [InlineData("{", "application/json")]
    [InlineData("{}", "text/plain")]
    public async Task A_body_that_cannot_be_read_is_refused_everywhere(string body, string mediaType)
    {
        foreach ((string method, string path) in ((string, string)[])[("POST", "/ssf/stream"), ("PATCH", "/ssf/stream"), ("PUT", "/ssf/stream"), ("POST", "/ssf/status"),
            ("POST", "/ssf/verify"), ("POST", "/ssf/subjects:add"), ("POST", "/ssf/subjects:remove"), ("POST", "/ssf/poll/x")])
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await host.SendAsync(new HttpMethod(method), path, body, "receiver-12", mediaType: mediaType)).Status);
        }
    }

    private static string[] Texts(JsonElement json, string name) => [.. json.GetProperty(name).EnumerateArray().Select(item => item.GetString()!)];
}
