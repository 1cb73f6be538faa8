using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Boundary;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Boundary;

public sealed class BoundaryTests
{
    private const string One = "/access/v1/evaluation";
    private const string Many = "/access/v1/evaluations";

    private static readonly BoundaryQuestion Question = new()
    {
        Operation = "create",
        ResourceClass = "calendar.event",
        Object = "evt_9",
        Resource = "https://calendar-api.example.com",
        Tenant = "example.com",
        ResourceAttributes = JsonElement.Parse("""{"calendar":"cal_team01","tenant":"overridden"}"""),
        ActionAttributes = JsonElement.Parse("""{"starts":"2026-12-02T10:00:00Z"}"""),
        Until = new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero),
        PropagationAudience = "https://crm-as.example.com",
        PropagationDepth = 1,
    };

    [Fact]
    public async Task A_question_is_an_AuthZEN_evaluation_with_the_token_for_the_provider()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(One, _ => new Reply(200, """{"decision":true,"context":{"outcome":"inside","conditions":{"valid_until":"2026-12-01T08:10:00Z"}}}"""));
        BoundaryAnswer answer = await mission.AskAsync(Question, Agent.Cancellation);
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 8, 10, 0, TimeSpan.Zero), Assert.IsType<BoundaryAnswer.Inside>(answer).ValidUntil);

        Seen seen = provider.Last(One);
        Assert.Equal("DPoP at-provider", seen.Headers["Authorization"]);
        Assert.Equal(mission.Save().Key.Thumbprint, seen.Key);
        Assert.True(JsonElement.DeepEquals(seen.Json, JsonElement.Parse("""
            {"subject":{"type":"user","id":"user-1"},
             "action":{"name":"create","properties":{"starts":"2026-12-02T10:00:00Z"}},
             "resource":{"type":"calendar.event","id":"evt_9","properties":{"calendar":"cal_team01","audience":"https://calendar-api.example.com","tenant":"example.com"}},
             "context":{"mission_ref":"mr_1","lifetime":{"until":"2026-12-01T12:00:00Z"},"propagation":{"audience":"https://crm-as.example.com","depth":1}}}
            """)), seen.Body);
    }

    [Fact]
    public async Task Every_crossing_comes_with_the_ready_made_request()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(One, _ => new Reply(200, """
            {"decision":false,"context":{"outcome":"reapprove","reasons":[{"code":"tenant_outside","asked":"customer.example"},{"code":"operation_stronger"}],
             "reapproval":{"crossings":["tenant_outside","operation_stronger"],"authorization_details":[{"type":"mission","mission_ref":"mr_1","actions":["delete"]}],"expires_at":"2026-12-01T08:21:00Z"}}}
            """));
        Reapproval reapproval = Assert.IsType<BoundaryAnswer.ReapprovalRequired>(await mission.AskAsync(Question, Agent.Cancellation)).Reapproval;
        Assert.Equal(["tenant_outside", "operation_stronger"], reapproval.Crossings.Select(crossing => crossing.Code));
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(request: reapproval.Request));
        Assert.Contains("delete", provider.Pushed["authorization_details"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_up_is_told_with_what_would_do()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(One, _ => new Reply(200, """{"decision":false,"context":{"outcome":"step_up","obligations":[{"id":"1","type":"step-up","properties":{"acr_value":"phrh"}}]}}"""));
        StepUp stepUp = Assert.IsType<BoundaryAnswer.StepUpRequired>(await mission.AskAsync(Question, Agent.Cancellation)).StepUp;
        Assert.Equal(["phrh"], stepUp.AcrValues);
        Assert.NotNull(stepUp.Request);
    }

    [Theory]
    [InlineData("""{"decision":false}""", typeof(BoundaryAnswer.Denied))]
    [InlineData("""{"decision":false,"context":{"outcome":"deny","reasons":[{"code":"forbidden_by_catalog"}]}}""", typeof(BoundaryAnswer.Denied))]
    [InlineData("""{"decision":false,"context":{"outcome":"reapprove"}}""", typeof(BoundaryAnswer.Denied))]
    [InlineData("""{"decision":false,"context":{"outcome":"indeterminate","retry_after":5}}""", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("""{"decision":"true"}""", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("""{"decision":1}""", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("{}", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("""{"decision":true,"context":{"outcome":"reapprove"}}""", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("""{"decision":true,"context":{"outcome":"inside","obligations":[{"type":"unheard-of"}]}}""", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("""{"decision":true}""", typeof(BoundaryAnswer.Inside))]
    [InlineData("true", typeof(BoundaryAnswer.Indeterminate))]
    [InlineData("""{"decision":true,"decision":false}""", typeof(BoundaryAnswer.Indeterminate))]
    public async Task Whatever_is_not_clearly_a_permit_is_none(string body, Type expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(One, _ => new Reply(200, body));
        Assert.IsType(expected, await mission.AskAsync(Question, Agent.Cancellation));
    }

    [Theory]
    [InlineData(400, "\"missing\"")]
    [InlineData(403, "{}")]
    [InlineData(500, """{"decision":true}""")]
    public async Task An_error_is_no_decision(int status, string body)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(One, _ => new Reply(status, body));
        Assert.IsType<BoundaryAnswer.Indeterminate>(await mission.AskAsync(Question, Agent.Cancellation));
    }

    [Fact]
    public async Task A_stopped_Mission_is_told_without_asking()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Time.Advance(TimeSpan.FromMinutes(10));
        provider.Always("/token", _ => Reply.Error("invalid_grant", ("mission_error", "mission_suspended")));
        Assert.Equal(StoppedState.Suspended, Assert.IsType<BoundaryAnswer.MissionStopped>(await mission.AskAsync(Question, Agent.Cancellation)).Stop.State);
        Assert.Empty(provider.At(One));
    }

    [Fact]
    public async Task A_batch_is_answered_in_its_order()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(Many, _ => new Reply(200, """{"evaluations":[{"decision":true},{"decision":false}]}"""));
        ImmutableArray<BoundaryAnswer> answers = await mission.AskAllAsync([Question, Question with { Operation = "delete" }], Agent.Cancellation);
        Assert.IsType<BoundaryAnswer.Inside>(answers[0]);
        Assert.IsType<BoundaryAnswer.Denied>(answers[1]);
        JsonElement body = provider.Last(Many).Json;
        Assert.Equal("execute_all", body.GetProperty("options").GetProperty("evaluations_semantic").GetString());
        Assert.Equal("delete", body.GetProperty("evaluations")[1].GetProperty("action").GetProperty("name").GetString());
        Assert.Empty(await mission.AskAllAsync([], Agent.Cancellation));
    }

    [Theory]
    [InlineData("""{"evaluations":[{"decision":true}]}""")]
    [InlineData("""{"evaluations":[{"decision":true},{"decision":true},{"decision":true}]}""")]
    [InlineData("""{"decision":true}""")]
    public async Task A_batch_with_another_number_of_answers_answers_nothing(string body)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always(Many, _ => new Reply(200, body));
        Assert.All(await mission.AskAllAsync([Question, Question], Agent.Cancellation), answer => Assert.IsType<BoundaryAnswer.Indeterminate>(answer));
    }

    [Theory]
    [InlineData("ISSUER", "ISSUER/pdp/one", "/pdp/one")]
    [InlineData("https://other.example", "ISSUER/pdp/one", One)]
    [InlineData("ISSUER", "https://other.example/pdp", One)]
    public async Task The_decision_point_is_found_by_its_metadata_and_never_at_another_origin(string point, string endpoint, string expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/.well-known/authzen-configuration", _ => new Reply(200,
            $$"""{"policy_decision_point":"{{point}}","access_evaluation_endpoint":"{{endpoint}}"}""".Replace("ISSUER", provider.Issuer, StringComparison.Ordinal)));
        await mission.AskAsync(Question, Agent.Cancellation);
        await mission.AskAsync(Question, Agent.Cancellation);
        Assert.Equal(2, provider.At(expected).Length);
        Assert.Single(provider.At("/.well-known/authzen-configuration"));
    }
}
