using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.AuthZen;

/// <summary>AuthZEN 1.0 certification scenario, levels Batch and Discovery.</summary>
public sealed class EvaluationsTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Path = "/access/v1/evaluations";

    private TestHost Host => fixture.Host;

    [Fact]
    public async Task Answers_MUST_stand_in_the_order_of_the_questions_and_be_as_many()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Batch("""{"action":{"name":"read"}},{"action":{"name":"delete"}},{"action":{"name":"update"}}"""));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal([true, false, true], Decisions(answer));
        Assert.False(answer.Json.TryGetProperty("decision", out _));
    }

    [Fact]
    public async Task An_item_MUST_replace_a_default_as_a_whole()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Batch("""{"action":{"name":"read"}},{"action":{"name":"read"},"resource":{"type":"calendar.event","id":"evt_9"}}"""));
        Assert.Equal([true, false], Decisions(answer));
    }

    [Fact]
    public async Task Context_at_the_top_is_for_every_item_unless_the_item_has_its_own()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Batch("""{"action":{"name":"read"}},{"action":{"name":"read"},"context":{"mission_ref":"mr_none"}}"""));
        Assert.Equal([true, false], Decisions(answer));
    }

    [Fact]
    public async Task An_item_that_cannot_be_asked_MUST_be_a_denial_and_the_others_are_answered()
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Batch("""{"action":{"name":"read"}},{},{"action":7},{"action":{"name":"read"}}""", options: "execute_all"));
        Assert.Equal([true, false, false, true], Decisions(answer));
        JsonElement error = answer.Json.GetProperty("evaluations")[1].GetProperty("context").GetProperty("error");
        Assert.Equal(400, error.GetProperty("status").GetInt32());
        Assert.Contains("/evaluations/1/action", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("execute_all", new[] { true, false, true, false })]
    [InlineData("deny_on_first_deny", new[] { true, false })]
    [InlineData("permit_on_first_permit", new[] { true })]
    public async Task The_semantic_says_where_a_batch_ends(string semantic, bool[] expected)
    {
        TestHost.Answer answer = await Host.PostAsync(
            Path, Batch("""{"action":{"name":"read"}},{"action":{"name":"delete"}},{"action":{"name":"update"}},{"action":{"name":"shred"}}""", semantic));
        Assert.Equal(expected, Decisions(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","evaluations":[]""")]
    public async Task Without_items_it_MUST_answer_like_a_single_evaluation(string items)
    {
        TestHost.Answer answer = await Host.PostAsync(Path, Questions.Evaluation()[..^1] + items + "}");
        Assert.True(answer.Decision);
        Assert.Equal(HttpStatusCode.BadRequest, (await Host.PostAsync(Path, $$"""{"subject":{{Questions.Subject}}{{items}}}""")).Status);
    }

    [Theory]
    [InlineData("""{"evaluations":{}}""", "/evaluations")]
    [InlineData("""{"evaluations":[{}],"options":{"evaluations_semantic":"some"}}""", "/options/evaluations_semantic")]
    [InlineData("""{"evaluations":[{}],"options":[]}""", "/options")]
    [InlineData("""{"subject":"alice","evaluations":[{}]}""", "/subject")]
    public async Task A_batch_that_is_wrong_at_the_top_MUST_be_a_400(string body, string pointer)
    {
        TestHost.Answer answer = await Host.PostAsync(Path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Contains(pointer, answer.Pointers);
    }

    [Fact]
    public async Task A_batch_over_the_limit_is_a_400() => Assert.Contains(
        "/evaluations",
        (await Host.PostAsync(Path, $$"""{"evaluations":[{{string.Join(',', Enumerable.Repeat("{}", 101))}}]}""")).Pointers);

    [Fact]
    public async Task Discovery_MUST_name_the_endpoints_of_this_decision_point()
    {
        TestHost.Answer answer = await Host.GetAsync("/.well-known/authzen-configuration");
        string point = Host.Http.BaseAddress!.ToString().TrimEnd('/');
        Assert.Equal((HttpStatusCode.OK, "application/json"), (answer.Status, answer.MediaType));
        Assert.Equal(point, answer.Json.GetProperty("policy_decision_point").GetString());
        Assert.Equal(point + "/access/v1/evaluation", answer.Json.GetProperty("access_evaluation_endpoint").GetString());
        Assert.Equal(point + "/access/v1/evaluations", answer.Json.GetProperty("access_evaluations_endpoint").GetString());
        Assert.False(answer.Json.TryGetProperty("search_subject_endpoint", out _));
    }

    [Fact]
    public async Task Discovery_names_the_configured_decision_point()
    {
        await using TestHost host = await TestHost.StartAsync("--Evaluation:PolicyDecisionPoint=https://pdp.example.com/");
        TestHost.Answer answer = await host.GetAsync("/.well-known/authzen-configuration");
        Assert.Equal("https://pdp.example.com", answer.Json.GetProperty("policy_decision_point").GetString());
        Assert.Equal("https://pdp.example.com/access/v1/evaluation", answer.Json.GetProperty("access_evaluation_endpoint").GetString());
    }

    [Theory]
    [InlineData("https://pdp.example.com/tenant1", "/tenant1", HttpStatusCode.OK)]
    [InlineData("https://pdp.example.com/tenant1", "", HttpStatusCode.NotFound)]
    [InlineData("https://pdp.example.com/tenant1", "/tenant2", HttpStatusCode.NotFound)]
    [InlineData("", "/tenant1", HttpStatusCode.NotFound)]
    public async Task Discovery_stands_between_the_host_and_the_path_of_the_decision_point(string point, string path, HttpStatusCode status)
    {
        await using TestHost host = await TestHost.StartAsync($"--Evaluation:PolicyDecisionPoint={point}");
        TestHost.Answer answer = await host.GetAsync("/.well-known/authzen-configuration" + path);
        Assert.Equal(status, answer.Status);
        Assert.True(status != HttpStatusCode.OK || answer.Json.GetProperty("policy_decision_point").GetString() == point);
    }

    private static string Batch(string items, string? options = null) =>
        $$"""{"subject":{{Questions.Subject}},"resource":{{Questions.Event}},"context":{{Questions.Mission}},"evaluations":[{{items}}]{{(options is null ? "" : $$""","options":{"evaluations_semantic":"{{options}}"}""")}}}""";

    private static bool[] Decisions(TestHost.Answer answer) =>
        [.. answer.Json.GetProperty("evaluations").EnumerateArray().Select(item => item.GetProperty("decision").GetBoolean())];
}
