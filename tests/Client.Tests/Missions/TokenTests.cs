using System.Text.Json;
using System.Text.Json.Nodes;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tests.Some;

namespace MissionPolicy.Client.Tests.Missions;

public sealed class TokenTests
{
    [Fact]
    public async Task A_token_is_asked_for_with_refresh_token_resource_and_details_and_the_Missions_key()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Token("at-cal"));
        MissionToken token = (await mission.TokenForAsync(Agent.Calendar(provider) with { Identifier = "evt_9", Constraints = JsonElement.Parse("""{"calendar":"cal_team01"}""") }, Agent.Cancellation)).Granted();

        Assert.Equal("at-cal", token.AccessToken.Reveal());
        Assert.Equal(provider.Time.GetUtcNow().AddSeconds(300), token.ExpiresAt);
        Assert.Single(token.AuthorizationDetails);
        Seen seen = provider.Last("/token");
        Assert.Equal(("refresh_token", "rt-1", provider.Issuer), (seen.Form["grant_type"], seen.Form["refresh_token"], seen.Form["resource"]));
        Assert.Equal(
            $$$"""[{"type":"mission","mission_ref":"mr_1","locations":["{{{provider.Issuer}}}"],"datatypes":["calendar.event"],"actions":["read","create"],"identifier":"evt_9","constraints":{"calendar":"cal_team01"}}]""",
            seen.Form["authorization_details"]);
        Assert.Equal(mission.Save().Key.Thumbprint, seen.Key);
    }

    [Fact]
    public async Task A_rotated_refresh_token_is_kept_before_the_answer_is_given_and_used_next()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        List<string> kept = [];
        Mission mission = await provider.MissionAsync(options => options with { KeepAsync = Keep });
        provider.Once("/token", _ => Token("a", refresh: "rt-2")).Once("/token", _ => Token("b"));
        await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation);
        await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation);
        Assert.Equal(["rt-1", "rt-2"], kept);
        Assert.Equal("rt-2", provider.Last("/token").Form["refresh_token"]);

        ValueTask Keep(SavedMission saved, CancellationToken cancellation)
        {
            kept.Add(saved.RefreshToken!.Reveal());
            return ValueTask.CompletedTask;
        }
    }

    [Fact]
    public async Task Many_at_once_never_use_one_rotating_refresh_token_twice()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        int turn = 1;
        provider.Always("/token", seen => Token("a", refresh: $"rt-{Interlocked.Increment(ref turn)}"));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)));
        string[] used = [.. provider.At("/token").Skip(1).Select(seen => seen.Form["refresh_token"])];
        Assert.Equal(20, used.Distinct().Count());
    }

    [Fact]
    public async Task A_caller_who_gives_up_does_not_lose_the_next_refresh_token()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        using CancellationTokenSource impatient = new();
        using ManualResetEventSlim hasGivenUp = new();
        provider.Once("/token", _ =>
        {
            // The answer may not overtake the caller: one that has it in time keeps it.
            impatient.Cancel();
            hasGivenUp.Wait(Agent.Cancellation);
            return Token("a", refresh: "rt-2");
        }).Once("/token", _ => Token("b"));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => mission.TokenForAsync(Agent.Calendar(provider), impatient.Token));
        hasGivenUp.Set();
        Assert.Equal("b", (await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Granted().AccessToken.Reveal());
        Assert.Equal("rt-2", provider.Last("/token").Form["refresh_token"]);
    }

    [Fact]
    public async Task A_Mission_goes_on_after_a_restart()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        string kept = (await provider.MissionAsync()).Save().ToJson();
        Assert.True(SavedMission.TryParse(kept, out SavedMission? saved));
        Mission mission = (await provider.ClientAsync()).Restore(saved);
        provider.Once("/token", _ => Token("at-cal"));
        Assert.Equal("at-cal", (await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Granted().AccessToken.Reveal());
        MissionClient client = await provider.ClientAsync();
        Assert.Throws<ArgumentException>(() => client.Restore(saved with { ClientId = "other" }));
    }

    [Theory]
    [InlineData("mission_suspended", StoppedState.Suspended)]
    [InlineData("mission_revoked", StoppedState.Revoked)]
    [InlineData("mission_expired", StoppedState.Expired)]
    [InlineData("mission_completed", StoppedState.Completed)]
    [InlineData("mission_frozen", StoppedState.Other)]
    public async Task A_stopped_Mission_is_told_with_its_state(string code, StoppedState state)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/token", _ => Reply.Error("invalid_grant", ("mission_error", code)));
        MissionAnswer<MissionToken> answer = await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation);
        Assert.Equal(new MissionStop(state, code), Assert.IsType<MissionAnswer<MissionToken>.MissionStopped>(answer).Stop);
    }

    [Fact]
    public async Task A_plain_invalid_grant_is_a_refusal()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Always("/token", _ => Reply.Error("invalid_grant"));
        Assert.IsType<MissionAnswer<MissionToken>.Refused>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation));
    }

    [Theory]
    [InlineData("""["phr","phrh"]""")]
    [InlineData("\"phr phrh\"")]
    public async Task A_step_up_comes_with_the_request_that_resumes_the_Mission(string acrValues)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Reply.Error("insufficient_user_authentication", ("acr_values", JsonNode.Parse(acrValues)), ("max_age", 300)));
        StepUp stepUp = Assert.IsType<MissionAnswer<MissionToken>.StepUpRequired>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).StepUp;
        Assert.Equal(["phr", "phrh"], stepUp.AcrValues);
        Assert.Equal(TimeSpan.FromMinutes(5), stepUp.MaxAge);

        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(request: stepUp.Request));
        Assert.Equal("""[{"type":"mission","mission_ref":"mr_1","operation":"resume"}]""", provider.Pushed["authorization_details"]);
        Assert.Equal(("phr phrh", "300", mission.Save().Key.Thumbprint), (provider.Pushed["acr_values"], provider.Pushed["max_age"], provider.Pushed["dpop_jkt"]));
    }

    [Fact]
    public async Task A_re_approval_carries_every_crossing_and_goes_straight_to_the_next_request()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => new Reply(400, """
            {"error":"invalid_authorization_details",
             "mission_decision":{"outcome":"reapprove","reasons":[
               {"code":"operation_stronger","dimension":"operation","asked":"delete","allowed":["read","create"]},
               {"code":"tenant_outside","asked":"customer.example","allowed":["example.com"]}]},
             "reapproval":{"crossings":["tenant_outside","operation_stronger"],"expires_at":"2026-12-01T08:21:00Z",
               "authorization_details":[{"type":"mission","mission_ref":"mr_1","actions":["delete"],"new_member":1}]}}
            """));
        Reapproval reapproval = Assert.IsType<MissionAnswer<MissionToken>.ReapprovalRequired>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Reapproval;
        Assert.Equal(["tenant_outside", "operation_stronger"], reapproval.Crossings.Select(crossing => crossing.Code));
        Assert.Equal("delete", reapproval.Crossings[1].Asked?.GetString());
        Assert.Equal(new DateTimeOffset(2026, 12, 1, 8, 21, 0, TimeSpan.Zero), reapproval.ExpiresAt);

        string firstContext = provider.Pushed["client_context"];
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(request: reapproval.Request));
        Assert.Equal("""[{"type":"mission","mission_ref":"mr_1","actions":["delete"],"new_member":1}]""", provider.Pushed["authorization_details"]);
        Assert.Equal(firstContext, provider.Pushed["client_context"]);
        Assert.NotEqual(mission.Save().Key.Thumbprint, provider.Pushed["dpop_jkt"]);
    }

    [Fact]
    public async Task A_context_that_the_server_wrote_for_the_re_approval_is_sent_instead()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => new Reply(400, """
            {"error":"invalid_authorization_details","reapproval":{"crossings":["param_outside_bounds"],"authorization_details":[{"type":"mission","mission_ref":"mr_1"}],
             "client_context":{"contexts":{"tenant":{"id":"example.com"},"purpose":{"kind":"https://assistant.example.com/purposes/schedule-meeting","params":{"calendar":"cal_other"}}}}}}
            """));
        Reapproval reapproval = Assert.IsType<MissionAnswer<MissionToken>.ReapprovalRequired>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Reapproval;
        Assert.IsType<Completion.Verified>(await provider.CompleteAsync(request: reapproval.Request));
        Assert.Contains("cal_other", provider.Pushed["client_context"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denial_says_that_asking_again_does_not_help()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => new Reply(400, """{"error":"invalid_authorization_details","mission_decision":{"outcome":"deny","reasons":[{"code":"forbidden_by_catalog"}]}}"""));
        MissionDecision? decision = Assert.IsType<MissionAnswer<MissionToken>.Refused>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Error.Decision;
        Assert.Equal(("deny", "forbidden_by_catalog"), (decision!.Outcome, Assert.Single(decision.Reasons).Code));
    }

    [Theory]
    [InlineData("token_type", "\"Bearer\"", "token_type")]
    [InlineData("mission_ref", "\"mr_other\"", "mission_ref")]
    [InlineData("access_token", "7", "access_token")]
    public async Task An_answer_that_is_not_ours_is_not_used(string member, string value, string detail)
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        JsonObject body = JsonNode.Parse(Token("a").Body)!.AsObject();
        body[member] = JsonNode.Parse(value);
        provider.Always("/token", _ => Reply.Json(200, body));
        Assert.Equal(detail, Assert.IsType<MissionAnswer<MissionToken>.Unusable>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation)).Detail);
        Assert.Equal(detail, Assert.IsType<MissionAnswer<MissionToken>.Unusable>(await mission.ExchangeAsync(Held(provider), Agent.Calendar(provider), Agent.Cancellation)).Detail);
    }

    [Fact]
    public async Task Without_a_refresh_token_there_is_no_token_and_no_request()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        provider.ChangeAnswer = answer => answer.Remove("refresh_token");
        Mission mission = await provider.MissionAsync();
        Assert.IsType<MissionAnswer<MissionToken>.Unusable>(await mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation));
        Assert.IsType<MissionAnswer<IdentityAssertion>.Unusable>(await mission.AssertionForAsync(new AssertionRequest { Audience = "https://crm-as.example.com" }, Agent.Cancellation));
        Assert.Single(provider.At("/token"));
    }

    [Fact]
    public async Task An_exchange_shows_the_held_token_and_names_one_resource()
    {
        await using FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        provider.Once("/token", _ => Token("at-mail"));
        MissionToken token = (await mission.ExchangeAsync(Held(provider), Agent.Calendar(provider), Agent.Cancellation)).Granted();
        Assert.Equal("at-mail", token.AccessToken.Reveal());
        Dictionary<string, string> form = provider.Last("/token").Form;
        Assert.Equal("urn:ietf:params:oauth:grant-type:token-exchange", form["grant_type"]);
        Assert.Equal("urn:ietf:params:oauth:token-type:access_token", form["subject_token_type"]);
        Assert.Equal(("held", provider.Issuer), (form["subject_token"], form["resource"]));
        Assert.DoesNotContain("audience", form.Keys);
    }

    [Fact]
    public async Task A_network_that_is_down_surfaces()
    {
        FakeProvider provider = await FakeProvider.StartAsync();
        Mission mission = await provider.MissionAsync();
        await provider.StopAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => mission.TokenForAsync(Agent.Calendar(provider), Agent.Cancellation));
        await provider.DisposeAsync();
    }

    internal static Reply Token(string token, string? refresh = null)
    {
        JsonObject body = new()
        {
            ["access_token"] = token,
            ["token_type"] = "DPoP",
            ["expires_in"] = 300,
            ["mission_ref"] = "mr_1",
            ["issued_token_type"] = "urn:ietf:params:oauth:token-type:access_token",
            ["authorization_details"] = new JsonArray(new JsonObject { ["type"] = "mission" }),
        };
        if (refresh is not null)
        {
            body["refresh_token"] = refresh;
        }

        return Reply.Json(200, body);
    }

    private static MissionToken Held(FakeProvider provider) =>
        new() { Resource = "https://calendar-api.example.com", AccessToken = new("held"), ExpiresAt = provider.Time.GetUtcNow() };
}
