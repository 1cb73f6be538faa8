using System.Buffers.Text;
using System.Net;
using System.Text;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Resources;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Missions;

/// <summary>A crossing says what can be done about it, typed.</summary>
public sealed class NextStepTests
{
    private const string Context = """{"contexts":{"tenant":{"id":"example.com"},"purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting","params":{"calendar":"cal_other"}}}}""";

    [Fact]
    public async Task A_request_that_can_be_sent_as_it_is_goes_to_BeginAsync()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Reapproval reapproval = await AskAsync(provider, $$"""{"step":"push","client_context":{{Context}},"authorization_details":[{"type":"mission","mission_ref":"mr_1","operation":"resume"}]}""");
        MissionRequest request = Assert.IsType<NextStep.Push>(reapproval.NextStep).Request!;
        Assert.NotNull(reapproval.Request);
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(request: request));
        Assert.Contains("cal_other", provider.Pushed["client_context"], StringComparison.Ordinal);
        Assert.Equal("""[{"type":"mission","mission_ref":"mr_1","operation":"resume"}]""", provider.Pushed["authorization_details"]);
    }

    [Fact]
    public async Task A_request_for_another_person_is_not_taken_for_this_ones()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Reapproval reapproval = await AskAsync(provider, $$"""{"step":"push","subject":"user_2","response_type":"deferred_code","client_context":{{Context}}}""");
        NextStep.Push push = Assert.IsType<NextStep.Push>(reapproval.NextStep);
        Assert.Equal(("user_2", ResponseType.DeferredCode), (push.Subject, push.Request!.ResponseType));
        Assert.Empty(push.Request.AuthorizationDetails);
        Assert.Null(reapproval.Request);
    }

    [Fact]
    public async Task Other_purposes_come_with_what_is_filled_and_what_is_not()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Reapproval reapproval = await AskAsync(provider, """
            {"step":"other_purpose","purposes":[{"kind":"k","title":"t","actions":["delete"],"tenant":"example.com","params":{"calendar":"c"},"params_to_fill":["ticket"],"deferred":true},{"kind":"no params"}]}
            """);
        PurposeOffer offer = Assert.Single(Assert.IsType<NextStep.OtherPurpose>(reapproval.NextStep).Purposes);
        Assert.Equal(("k", "t", "example.com", true, "c"), (offer.Kind, offer.Title, offer.Tenant, offer.IsDeferred, offer.Params.GetProperty("calendar").GetString()));
        Assert.Equal(["delete"], offer.Actions);
        Assert.Equal(["ticket"], offer.ParamsToFill);
        Assert.Null(reapproval.Request);
    }

    [Theory]
    [InlineData("""{"step":"wait","for":"review","kind":"k","until":"2026-12-01T08:21:00Z"}""", "wait True k 12/01/2026 08:21:00 +00:00")]
    [InlineData("""{"step":"wait","for":"person"}""", "wait False  ")]
    [InlineData("""{"step":"change_catalog","kind":"k","owner":"o","changes":[{"code":"operation_stronger","in":"catalog","path":"$.authority"},{"code":"lifetime_longer","in":"registration"},{}]}""", "change k o operation_stronger catalog $.authority, lifetime_longer registration ")]
    [InlineData("""{"step":"phone"}""", "unknown phone")]
    [InlineData("""{"step":"push"}""", "push  ")]
    [InlineData("""{}""", "none")]
    [InlineData("""[]""", "none")]
    public async Task Every_other_step_is_read_and_none_has_a_request(string json, string expected)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Reapproval reapproval = await AskAsync(provider, json);
        Assert.Equal(expected, reapproval.NextStep?.Match(
            push => $"push {push.Subject} {push.Request}",
            other => $"other {other.Purposes.Length}",
            wait => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"wait {wait.IsReview} {wait.Kind} {wait.Until}"),
            change => $"change {change.Kind} {change.Owner} {string.Join(", ", change.Changes.Select(needed => $"{needed.Code} {needed.Place} {needed.Path}"))}",
            unknown => $"unknown {unknown.Step}") ?? "none");
        Assert.Equal(reapproval.NextStep is null or NextStep.Push, reapproval.Request is not null);
    }

    [Fact]
    public async Task What_was_missing_is_read_from_the_body_of_the_authorization_server()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => new Reply(400, """
            {"error":"invalid_authorization_details","authorization_remediation":{"authorization_details":[{"type":"mission","actions":["delete"]}],"authorization_reference":"ref","expires_at":"2026-12-01T08:21:00Z"}}
            """));
        AuthorizationRemediation remediation = Assert.IsType<MissionAnswer<MissionToken>.Refused>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Error.Remediation!;
        Assert.Equal(("ref", new DateTimeOffset(2026, 12, 1, 8, 21, 0, TimeSpan.Zero)), (remediation.Reference, remediation.ExpiresAt));
        Assert.Equal("delete", Assert.Single(remediation.AuthorizationDetails).Json.GetProperty("actions")[0].GetString());
    }

    [Theory]
    [InlineData("""{"authorization_details":[{"type":"mission"}],"authorization_reference":"ref"}""", "ref 1")]
    [InlineData("""{"authorization_reference":"ref"}""", "ref 0")]
    [InlineData("""["ref"]""", null)]
    [InlineData("{", null)]
    public void What_was_missing_is_read_from_the_challenge_of_a_resource_server(string json, string? expected)
    {
        Assert.Equal(expected, Challenged(Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json))) is { } remediation ? $"{remediation.Reference} {remediation.AuthorizationDetails.Length}" : null);
        Assert.Null(Challenged("?"));
        Assert.Null(Challenged(new string('A', 8193)));
    }

    private static AuthorizationRemediation? Challenged(string value)
    {
        using HttpResponseMessage response = new(HttpStatusCode.Unauthorized);
        response.Headers.TryAddWithoutValidation(
            "WWW-Authenticate", $"DPoP error=\"insufficient_authorization\", authorization_remediation=\"{value}\", algs=\"ES256\"");
        return MissionRefusal.ChallengeOf(response)?.Remediation;
    }

    private static async Task<Reapproval> AskAsync(FakeProvider provider, string step)
    {
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => new Reply(400, $$"""{"error":"invalid_authorization_details","reapproval":{"crossings":["param_outside_bounds"],"authorization_details":[],"next_step":{{step}} } }"""));
        return Assert.IsType<MissionAnswer<MissionToken>.ReapprovalRequired>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Reapproval;
    }
}
