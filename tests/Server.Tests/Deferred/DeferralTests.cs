using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>OAuth Deferred Token Response draft -01: a token request that crosses its Mission waits for the person.</summary>
public sealed class DeferralTests : IAsyncLifetime
{
    private DeferralScene? started;

    private DeferralScene Scene => started!;

    public async ValueTask InitializeAsync() => started = await DeferralScene.StartAsync();

    public ValueTask DisposeAsync() => started?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task The_first_answer_names_code_times_page_and_what_is_crossed()
    {
        TestHost.Answer answer = await Scene.DeferAsync();
        Assert.Equal((HttpStatusCode.BadRequest, "no-store"), (answer.Status, answer.Headers["Cache-Control"]));
        Assert.True(answer.Member("deferral_code").Length >= 30);
        Assert.Equal(5, answer.Json.GetProperty("interval").GetInt32());
        // The Mission rests for an hour at most: what outlives it has nothing to take the place of.
        Assert.InRange(answer.Json.GetProperty("expires_in").GetInt64(), 1, 3600);
        Assert.Equal("step=approval", answer.Member("error_description"));
        Assert.Equal(["param_outside_bounds"], answer.Json.GetProperty("reapproval").GetProperty("crossings").EnumerateArray().Select(code => code.GetString()));
        Assert.DoesNotContain(answer.Json.EnumerateObject(), member => member.Name is "access_token" or "id_token");
    }

    [Fact]
    public async Task Without_the_opt_in_nothing_is_deferred_and_unknown_modes_are_no_opt_in()
    {
        (await Scene.Agent.TokenAsync(Scene.Wider().With(("completion_mode", null)))).IsRefused("invalid_authorization_details");
        (await Scene.Agent.TokenAsync(Scene.Wider().With(("completion_mode", "carrier_pigeon")))).IsRefused(
            "invalid_authorization_details");
        Assert.Empty(await Scene.ProcessesAsync());
        Assert.Equal("interaction_required", TestAgent.Error(await Scene.Agent.TokenAsync(Scene.Wider().With(("completion_mode", "carrier_pigeon deferred")))));
    }

    [Fact]
    public async Task A_mode_that_comes_twice_or_with_a_poll_and_a_short_notification_token_are_malformed()
    {
        (await Scene.Agent.TokenAsync(Scene.Wider().With(("completion_mode", "deferred deferred")))).IsRefused("invalid_request");
        TestHost.Answer deferred = await Scene.DeferAsync();
        (await Scene.Agent.TokenAsync(AgentSteps.Form(("grant_type", DeferralScene.Grant), ("deferral_code", deferred.Member("deferral_code")), ("completion_mode", "deferred"))))
            .IsRefused("invalid_request");
        (await Scene.Agent.TokenAsync(AgentSteps.Form(("grant_type", DeferralScene.Grant), ("deferral_code", deferred.Member("deferral_code")), ("resource", TestAgent.CalendarApi))))
            .IsRefused("invalid_request");
        (await Scene.Agent.TokenAsync(AgentSteps.Form(("grant_type", DeferralScene.Grant)))).IsRefused("invalid_request");
    }

    [Fact]
    public async Task A_hint_at_the_pushed_request_has_to_come_again_with_the_code()
    {
        Dictionary<string, string> request = Scene.Agent.Request().With(("completion_mode", "deferred"));
        string code = await Scene.Agent.CodeAsync(request);
        Dictionary<string, string> redeem = AgentSteps.Form(
            ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", TestAgent.RedirectUri), ("code_verifier", TestAgent.Verifier));
        (await Scene.Agent.TokenAsync(redeem)).IsRefused("invalid_request");
        (await Scene.Agent.TokenAsync(redeem.With(("completion_mode", "deferred")))).IsOk();
        (await Scene.Agent.PushAsync(request.With(("completion_mode", "deferred deferred")))).IsRefused("invalid_request");
    }

    [Fact]
    public async Task A_client_that_is_not_registered_for_the_grant_may_not_ask_for_it()
    {
        using TestAgent cli = new(Scene.Host) { ClientId = "finance-agent" };
        (await cli.TokenAsync(AgentSteps.Form(("grant_type", "refresh_token"), ("refresh_token", "rt_none"), ("completion_mode", "deferred")))).IsRefused("unauthorized_client");
        (await cli.TokenAsync(AgentSteps.Form(("grant_type", DeferralScene.Grant), ("deferral_code", "df_none")))).IsRefused(
            "unauthorized_client");
    }

    [Fact]
    public async Task The_metadata_tells_of_it()
    {
        JsonElement metadata = (await Scene.Host.GetAsync("/.well-known/oauth-authorization-server")).Json;
        Assert.True(metadata.GetProperty("deferred_token_response_supported").GetBoolean());
        Assert.Contains(
            DeferralScene.Grant, metadata.GetProperty("grant_types_supported").EnumerateArray().Select(grant => grant.GetString()));
        Assert.Equal([DeferralScene.CodeType], metadata.GetProperty("revocation_endpoint_token_type_values_supported").EnumerateArray().Select(type => type.GetString()));
    }

    [Fact]
    public async Task What_nobody_may_grant_and_what_a_stopped_Mission_asks_is_not_deferred()
    {
        string details = Scene.Details("cal_board1").Replace("\"read\"", "\"delete\"", StringComparison.Ordinal);
        TestHost.Answer never = await Scene.Agent.TokenAsync(Scene.Wider().With(("authorization_details", details)));
        never.IsRefused("invalid_authorization_details");
        await Scene.Agent.OperateAsync(Scene.Tokens, "suspend");
        (await Scene.Agent.TokenAsync(Scene.Wider())).IsRefused("invalid_grant");
        Assert.Empty(await Scene.ProcessesAsync());
    }

    [Fact]
    public async Task Approved_the_same_poll_brings_the_token_under_a_new_Mission_that_takes_the_place_of_the_old_one()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        (await Scene.PollAsync(deferred)).IsRefused("interaction_required");
        (await Scene.Agent.DeriveAsync(Scene.Tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        Assert.Equal("approved", await Scene.DecideAsync(deferred, "approve"));
        (await Scene.Agent.DeriveAsync(Scene.Tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();

        TestHost.Answer tokens = (await Scene.PollAsync(deferred)).IsOk();
        Assert.Equal("DPoP", tokens.Member("token_type"));
        Assert.False(tokens.Json.TryGetProperty("issued_token_type", out _));
        JsonElement access = AgentKey.Payload(tokens.Member("access_token"));
        Assert.Equal((TestAgent.CalendarApi, tokens.Member("mission_ref")), (access.GetProperty("aud").GetString(), access.GetProperty("mission_ref").GetString()));
        Assert.Equal("cal_board1", tokens.Details()[0].GetProperty("constraints").GetProperty("calendar").GetString());
        JsonElement identity = AgentKey.Payload(tokens.Member("id_token"));
        Assert.Equal(
            "cal_board1",
            identity.GetProperty("client_context").GetProperty("contexts").GetProperty("purpose").GetProperty("params").GetProperty("calendar").GetString());
        Assert.False(identity.TryGetProperty("nonce", out _));
        Assert.Equal("phr", identity.GetProperty("acr").GetString());

        Mission old = (await Scene.Host.App.Services.GetRequiredService<MissionFinder>()
            .ByRefAsync(Scene.Tokens.Member("mission_ref"), TestContext.Current.CancellationToken))!.Value;
        Assert.Equal(("superseded", tokens.Member("mission_ref")), (old.Reason, old.Successor));
        (await Scene.Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi)))).IsOk();
        (await Scene.PollAsync(deferred)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task An_exchange_keeps_the_type_of_what_it_issues()
    {
        TestHost.Answer mail = (await Scene.Agent.DeriveAsync(Scene.Tokens, TestAgent.EmailApi, "mail.message", "send")).IsOk();
        TestHost.Answer deferred = await Scene.DeferAsync(AgentSteps.Exchange(mail.Member("access_token"), TestAgent.CalendarApi)
            .With(("authorization_details", Scene.Details("cal_board1")), ("completion_mode", "deferred")));
        await Scene.DecideAsync(deferred, "approve");
        TestHost.Answer tokens = (await Scene.PollAsync(deferred)).IsOk();
        Assert.Equal(AgentSteps.AccessTokenType, tokens.Member("issued_token_type"));
        Assert.StartsWith("rt_", tokens.Member("refresh_token"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Denied_the_poll_says_so_and_the_old_Mission_stays()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        Assert.Equal("declined", await Scene.DecideAsync(deferred, "deny"));
        TestHost.Answer polled = await Scene.PollAsync(deferred);
        polled.IsRefused("access_denied");
        Assert.Equal("user_declined", polled.Member("error_description"));
        (await Scene.Agent.DeriveAsync(Scene.Tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        // Declined once is declined: the same question is refused, not asked again.
        (await Scene.Agent.TokenAsync(Scene.Wider())).IsRefused("invalid_authorization_details");
    }

    [Fact]
    public async Task Opening_the_page_decides_nothing_and_may_be_repeated()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        for (int i = 0; i < 3; i++)
        {
            Browser.Page page = await Scene.OpenAsync(deferred);
            Assert.Contains("cal_board1", page.Text, StringComparison.Ordinal);
        }

        Scene.Wait();
        (await Scene.PollAsync(deferred)).IsRefused("interaction_required");
        Assert.Equal("approved", await Scene.DecideAsync(deferred, "approve"));
        Assert.Equal("approved", DeferralScene.OutcomeOf(await Scene.OpenAsync(deferred)));
        Browser.Page done = await Scene.Agent.Person.GetAsync("/approve/done?outcome=approved");
        Assert.Contains("Approved", done.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_person_sees_a_page_and_changes_nothing()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        using TestAgent bob = new(Scene.Host);
        await bob.SignInStronglyAsync("bob");
        Assert.Equal("another_person", DeferralScene.OutcomeOf(await DeferralScene.OpenAsync(bob, deferred)));
        (await Scene.PollAsync(deferred)).IsRefused("interaction_required");
        Assert.Equal(DeferredState.Open, Assert.Single(await Scene.ProcessesAsync()).State);
        Assert.DoesNotContain("Asks for more", (await bob.Person.GetAsync("/missions")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_person_finds_it_in_My_Missions_and_the_strength_is_asked_for()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        using TestAgent phone = new(Scene.Host);
        await phone.Person.SignInAsync();
        Browser.Page missions = await phone.Person.GetAsync("/missions");
        Assert.Contains("Asks for more", missions.Text, StringComparison.Ordinal);
        string link = missions.Text.Split("href=\"/approve/i/")[1].Split('"')[0];
        Assert.EndsWith("/approve/i/" + link, deferred.Member("interaction_uri"), StringComparison.Ordinal);
        // A password is too little for what is asked: the sign-in goes on first, and nothing is shown.
        Browser.Page page = await phone.FollowAsync(await phone.Person.GetAsync("/approve/i/" + link));
        Assert.Contains("acr=", phone.Address, StringComparison.Ordinal);
        Assert.DoesNotContain("cal_board1", page.Text, StringComparison.Ordinal);
        await Scene.DecideAsync(deferred, "approve");
        Assert.DoesNotContain("Asks for more", (await phone.Person.GetAsync("/missions")).Text, StringComparison.Ordinal);
    }
}
