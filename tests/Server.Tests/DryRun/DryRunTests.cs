using System.Net;
using System.Text.Json;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.DryRun;

/// <summary>What would happen, without a Mission.</summary>
public sealed class DryRunTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private const string Bootstrap = "/dry-run/bootstrap";

    private const string Boundary = "/dry-run/boundary";

    private TestHost Host => fixture.Host;

    public static TheoryData<string, string, string> Bootstraps => new()
    {
        { Questions.Bootstrap(), "confirm", "created" },
        { Questions.Bootstrap(""","answer":"approved" """), "granted", "created" },
        { Questions.Bootstrap(""","answer":"declined" """), "refused", "user_declined" },
        { Questions.Bootstrap(acr: "pwd"), "step_up", "step_up_required" },
        { Questions.Bootstrap(""","user_present":false""", acr: "pwd"), "refused", "assurance_not_met" },
        { Questions.Bootstrap(""","auth_time":"2026-12-01T08:00:00Z" """), "step_up", "step_up_required" },
        { Questions.Bootstrap(client: "finance-agent"), "refused", "client_not_allowed" },
        { Questions.Bootstrap(context: Questions.ClientContext.Replace("cal_team01", "my calendar", StringComparison.Ordinal)), "refused", "params_invalid" },
        { Questions.Bootstrap(context: Questions.ClientContext.Replace("schedule-meeting", "unheard-of", StringComparison.Ordinal)), "refused", "purpose_unknown" },
        { Questions.Bootstrap(context: Questions.ClientContext.Replace("\"example.com\"", "\"customer.example\"", StringComparison.Ordinal)), "refused", "tenant_not_allowed" },
        { Questions.Bootstrap(""","missions":[{"operation":"resume"}]"""), "refused", "mission_unknown" },
    };

    [Theory]
    [MemberData(nameof(Bootstraps))]
    public async Task A_bootstrap_is_decided_with_its_reasons(string body, string outcome, string code)
    {
        TestHost.Answer answer = await Host.PostAsync(Bootstrap, body);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(outcome, answer.Json.GetProperty("outcome").GetString());
        Assert.Contains(code, Codes(answer));
    }

    [Fact]
    public async Task A_bootstrap_shows_envelope_and_projections_and_an_envelope_can_be_asked_about()
    {
        TestHost.Answer answer = await Host.PostAsync(Bootstrap, Questions.Bootstrap());
        JsonElement projection = Assert.Single(answer.Json.GetProperty("projections").EnumerateArray());
        Assert.Equal("https://crm-as.example.com", projection.GetProperty("as").GetString());
        Assert.Equal("project", projection.GetProperty("decision").GetProperty("outcome").GetString());
        Assert.Equal("user", answer.Json.GetProperty("approval").GetString());
        string envelope = answer.Json.GetProperty("envelope").GetRawText();
        TestHost.Answer boundary = await Host.PostAsync(Boundary, $$"""{"subject":{{Questions.Subject}},"action":{"name":"read"},"resource":{{Questions.Event}},"envelope":{{envelope}}}""");
        Assert.Equal("inside", boundary.Json.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("cal_board1", "create", "push")]
    [InlineData("cal_team01", "delete", "change_catalog")]
    public async Task A_crossing_names_its_next_step(string calendar, string operation, string step)
    {
        string resource = Questions.Event.Replace("cal_team01", calendar, StringComparison.Ordinal);
        JsonElement next = (await Host.PostAsync(
            Boundary,
            $$"""{"subject":{{Questions.Subject}},"action":{"name":"{{operation}}"},"resource":{{resource}},"client":"assistant","client_context":{{Questions.ClientContext}}}""")).Json.GetProperty("next_step");
        Assert.Equal(step, next.GetProperty("step").GetString());
        Assert.Equal(step == "push", next.TryGetProperty("client_context", out _));
    }

    [Fact]
    public async Task A_bootstrap_says_who_approves_after_the_rules_of_the_entry()
    {
        string guests = string.Join(',', Enumerable.Range(1, 16).Select(index => $"\"g{index}@partner.example\""));
        string context = Questions.ClientContext.Replace(
            "\"attendees\":",
            $"\"external_attendees\":[{guests}],\"attendees\":",
            StringComparison.Ordinal);
        TestHost.Answer answer = await Host.PostAsync(Bootstrap, Questions.Bootstrap(context: context));
        Assert.Equal(
            ("review", "review"),
            (answer.Json.GetProperty("outcome").GetString(), answer.Json.GetProperty("approval").GetString()));
        JsonElement reason = Assert.Single(answer.Json.GetProperty("reasons").EnumerateArray());
        Assert.Equal(("review_required", "60"), (reason.GetProperty("code").GetString(), reason.GetProperty("asked").GetString()));
        Assert.Empty(answer.Json.GetProperty("envelope").GetProperty("audiences")[0].GetProperty("project_params").EnumerateArray());
    }

    [Theory]
    [InlineData("read", "inside", "inside")]
    [InlineData("delete", "reapprove", "operation_stronger")]
    public async Task A_boundary_question_about_a_context_needs_no_Mission(string operation, string outcome, string code)
    {
        TestHost.Answer answer = await Host.PostAsync(
            Boundary, $$"""{"subject":{{Questions.Subject}},"action":{"name":"{{operation}}"},"resource":{{Questions.Event}},"client":"assistant","client_context":{{Questions.ClientContext}}}""");
        Assert.Equal(outcome, answer.Json.GetProperty("outcome").GetString());
        Assert.Contains(code, Codes(answer));
    }

    [Theory]
    [InlineData(Bootstrap, "{}", "/client_context")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{}}},"subject":"u","acr":"phr"}""", "/client_context/contexts/purpose/kind")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k","constraints":{"max_duration":-1}}}},"subject":"u","acr":"phr"}""", "/client_context/contexts/purpose/constraints/max_duration")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k","constraints":{"expires_at":"soon"}}}},"subject":"u","acr":"phr"}""", "/client_context/contexts/purpose/constraints/expires_at")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k"}}},"subject":"u","acr":"phr","asnwer":"approved"}""", "/asnwer")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k"}}},"subject":"u","acr":"phr","answer":"yes"}""", "/answer")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k"}}},"subject":"u","acr":"phr","time":"noon"}""", "/time")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k"}}},"subject":"u","acr":"phr","missions":[{"state":"active","envelope":{}}]}""", "/missions/0/envelope")]
    [InlineData(Bootstrap, """{"client":"a","client_context":{"contexts":{"purpose":{"kind":"k"}}},"subject":"u","acr":"phr","groups":[1]}""", "/groups")]
    [InlineData(Boundary, """{"subject":{"type":"user","id":"u"},"action":{"name":"read"},"resource":{"type":"r","id":"1"}}""", "/envelope")]
    [InlineData(Boundary, """{"subject":{"type":"user","id":"u"},"action":{"name":"read"},"resource":{"type":"r","id":"1"},"envelope":{"kind":7}}""", "/envelope")]
    [InlineData(Boundary, """{"subject":{"type":"user","id":"u"},"action":{"name":"read"},"envelope":{}}""", "/resource")]
    public async Task A_member_that_cannot_be_used_is_named(string path, string body, string pointer)
    {
        TestHost.Answer answer = await Host.PostAsync(path, body);
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.Status, answer.MediaType));
        Assert.Contains(pointer, answer.Pointers);
    }

    [Theory]
    [InlineData(Bootstrap)]
    [InlineData(Boundary)]
    public async Task Another_media_type_is_a_415(string path) =>
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Host.PostAsync(path, "{}", mediaType: "text/plain")).Status);

    private static IEnumerable<string> Codes(TestHost.Answer answer) =>
        answer.Json.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("code").GetString()!);
}
