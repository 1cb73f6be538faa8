using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.AuthZen;

/// <summary>AuthZEN 1.0 certification scenario, level Basic, and the boundary answers behind it.</summary>
public sealed class EvaluationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Path = "/access/v1/evaluation";

    private TestHost Host => fixture.Host;

    [Theory]
    [InlineData("""{"subject":{"type":"user","id":"alice"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"}}""")]
    [InlineData("""{"subject":{"type":"user","id":"alice"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"},"context":{"time":"2025-06-27T18:03-07:00"}}""")]
    [InlineData("""{"subject":{"type":"user","id":"alice"},"action":{"name":"read"},"resource":{"type":"record","id":"record-1"},"foo":"bar","futureField":{"nested":true}}""")]
    [InlineData("""{"subject":{"type":"user","id":"alice","properties":{"role":"manager"}},"action":{"name":"read","properties":{"method":"GET"}},"resource":{"type":"record","id":"record-1","properties":{"status":"active"}}}""")]
    public async Task A_valid_request_MUST_be_answered_with_200_and_a_boolean(string body)
    {
        TestHost.Answer answer = await Host.PostAsync(Path, body);
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.MediaType));
        Assert.False(answer.Decision);
        Assert.Equal(["unknown_mission"], answer.Codes);
    }

    [Theory]
    [InlineData("""{"action":{"name":"read"},"resource":{"type":"record","id":"r"}}""", "/subject")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"resource":{"type":"record","id":"r"}}""", "/action")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"}}""", "/resource")]
    [InlineData("""{"subject":{"id":"a"},"action":{"name":"read"},"resource":{"type":"record","id":"r"}}""", "/subject/type")]
    [InlineData("""{"subject":{"type":"user"},"action":{"name":"read"},"resource":{"type":"record","id":"r"}}""", "/subject/id")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{},"resource":{"type":"record","id":"r"}}""", "/action/name")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"id":"r"}}""", "/resource/type")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"type":"record"}}""", "/resource/id")]
    [InlineData("""{"subject":"alice","action":{"name":"read"},"resource":{"type":"record","id":"r"}}""", "/subject")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":123},"resource":{"type":"record","id":"r"}}""", "/action/name")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"type":"record","id":"r","properties":[]}}""", "/resource/properties")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"type":"record","id":"r"},"context":"x"}""", "/context")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"type":"record","id":"r"},"context":{"lifetime":{"until":"tomorrow"}}}""", "/context/lifetime/until")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read"},"resource":{"type":"record","id":"r"},"context":{"propagation":{"depth":-1}}}""", "/context/propagation/depth")]
    [InlineData("""{"subject":{"type":"user","id":"a"},"action":{"name":"read","properties":{"calendar":"a"}},"resource":{"type":"calendar.event","id":"r","properties":{"calendar":"b"}}}""", "/action/properties/calendar")]
    public async Task A_member_that_cannot_be_used_MUST_be_a_400_that_names_it(string body, string pointer)
    {
        TestHost.Answer answer = await Host.PostAsync(Path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains(pointer, answer.Pointers);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"subject":{"type":"user","type":"admin","id":"a"}}""")]
    [InlineData("""{"subject":{"type":"\ud800"}}""")]
    public async Task A_body_that_is_no_JSON_object_MUST_be_a_400(string body)
    {
        TestHost.Answer answer = await Host.PostAsync(Path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("")]
    public async Task Another_media_type_MUST_be_a_400(string mediaType) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await Host.PostAsync(Path, Questions.Evaluation(), mediaType: mediaType)).Status);

    [Fact]
    public async Task A_body_over_the_limit_is_a_413() => Assert.Equal(
        HttpStatusCode.RequestEntityTooLarge,
        (await Host.PostAsync(Path, $$"""{"x":"{{new string('x', 300_000)}}"}""")).Status);

    [Fact]
    public async Task The_request_id_MUST_come_back_and_need_not_be_sent()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Questions.Evaluation(), requestId: "bfe9eb29-ab87-4ca3-be83-a1d5d8305716");
        Assert.Equal("bfe9eb29-ab87-4ca3-be83-a1d5d8305716", answer.Headers["X-Request-ID"]);
        Assert.Equal("call 7; try 2", (await Host.PostAsync(Path, "{", requestId: "call 7; try 2")).Headers["X-Request-ID"]);
        Assert.Equal("e1", (await Host.PostAsync(Path, "{", requestId: "e1")).Headers["X-Request-ID"]);
        Assert.False((await Host.PostAsync(Path, Questions.Evaluation())).Headers.ContainsKey("X-Request-ID"));
    }

    [Fact]
    public async Task The_same_question_MUST_be_answered_the_same_way()
    {
        for (int index = 0; index < 5; index++)
        {
            Assert.True((await Host.PostAsync(Path, Questions.Evaluation())).Decision);
        }
    }

    [Fact]
    public async Task An_action_inside_is_permitted_until_a_time_within_the_Mission()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Questions.Evaluation());
        JsonElement context = answer.Json.GetProperty("context");
        Assert.True(answer.Decision);
        Assert.Equal("inside", context.GetProperty("outcome").GetString());
        Assert.Equal("mr_sample", context.GetProperty("mission").GetProperty("mission_ref").GetString());
        Assert.Equal("2026-12-01T09:05:00Z", context.GetProperty("conditions").GetProperty("valid_until").GetString());
        Assert.Matches("^[A-Za-z0-9_-]{22,64}$", context.GetProperty("evaluation_id").GetString());
    }

    [Fact]
    public async Task All_crossings_come_at_once_with_a_request_that_can_be_sent_as_it_is()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Questions.Evaluation(
            "delete", resource: """{"type":"calendar.event","id":"evt_9","properties":{"tenant":"customer.example","calendar":"cal_board1","starts":"2026-12-02T10:00:00Z"}}"""));
        JsonElement context = answer.Json.GetProperty("context");
        Assert.False(answer.Decision);
        Assert.Equal(["param_outside_bounds", "tenant_outside", "operation_stronger"], answer.Codes);
        Assert.Equal("out_of_authority", context.GetProperty("reason").GetString());
        JsonElement reapproval = context.GetProperty("reapproval");
        Assert.Equal(3, reapproval.GetProperty("crossings").GetArrayLength());
        Assert.Equal("mr_sample", reapproval.GetProperty("authorization_details")[0].GetProperty("mission_ref").GetString());
        Assert.Equal("change_catalog", reapproval.GetProperty("next_step").GetProperty("step").GetString());
        Assert.Equal("2026-12-01T09:15:00Z", reapproval.GetProperty("expires_at").GetString());
    }

    [Fact]
    public async Task What_the_entry_forbids_is_denied_and_there_is_nothing_to_ask_for()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Questions.Evaluation(
            "delete", resource: """{"type":"mail.message","id":"m","properties":{"tenant":"example.com","recipients":["eng-team@example.com"]}}"""));
        JsonElement context = answer.Json.GetProperty("context");
        Assert.Equal(("deny", "resource_policy", "none"), (context.GetProperty("outcome").GetString(), context.GetProperty("reason").GetString(), context.GetProperty("next_action").GetString()));
        Assert.False(context.TryGetProperty("reapproval", out _));
    }

    [Fact]
    public async Task A_tenant_that_is_not_named_is_a_crossing_not_a_pass() => Assert.Equal(
        ["tenant_outside"],
        (await Host.PostAsync(Path, Questions.Evaluation(resource: """{"type":"calendar.event","id":"e","properties":{"calendar":"cal_team01","starts":"2026-12-02T10:00:00Z"}}"""))).Codes);

    [Fact]
    public async Task A_subject_of_another_type_is_another_subject() => Assert.Equal(
        ["subject_outside"],
        (await Host.PostAsync(Path, Questions.Evaluation(subject: """{"type":"service","id":"user_1"}"""))).Codes);

    [Theory]
    [InlineData("""{"mission_ref":"mr_sample","actor":{"client_id":"finance-agent"}}""", "actor_mismatch")]
    [InlineData("""{"mission_ref":"mr_other"}""", "unknown_mission")]
    [InlineData("{}", "unknown_mission")]
    public async Task A_Mission_that_does_not_stand_denies(string context, string code) =>
        Assert.Equal([code], (await Host.PostAsync(Path, Questions.Evaluation(context: context))).Codes);

    [Fact]
    public async Task A_stranger_cannot_tell_a_Mission_from_none()
    {
        TestHost.Answer known = await Host.PostAsync(Path, Questions.Evaluation(), Host.Token("stranger", "evaluate"));
        TestHost.Answer none = await Host.PostAsync(Path, Questions.Evaluation(context: """{"mission_ref":"mr_none"}"""), Host.Token("stranger", "evaluate"));
        Assert.Equal(["unknown_mission"], known.Codes);
        Assert.Equal(Shape(none), Shape(known));
    }

    [Fact]
    public async Task Rules_and_lines_are_for_authors()
    {
        string author = (await Host.PostAsync(Path, Questions.Evaluation("delete"))).Json.GetRawText();
        string agent = (await Host.PostAsync(Path, Questions.Evaluation("delete"), Host.Token(scope: "evaluate"))).Json.GetRawText();
        Assert.Contains("\"position\"", author, StringComparison.Ordinal);
        Assert.DoesNotContain("\"position\"", agent, StringComparison.Ordinal);
        Assert.DoesNotContain("\"rule\"", agent, StringComparison.Ordinal);
    }

    private static string[] Shape(TestHost.Answer answer) =>
        [.. answer.Json.GetProperty("context").EnumerateObject().Where(member => member.Name != "evaluation_id").Select(member => $"{member.Name}={member.Value}")];
}
