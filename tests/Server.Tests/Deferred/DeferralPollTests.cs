using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Tests.SignIn;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>OAuth Deferred Token Response draft -01: whose a handle is, how fast it may be polled, what ends it.</summary>
public sealed class DeferralPollTests : IAsyncLifetime
{
    private DeferralScene? started;

    private DeferralScene Scene => started!;

    public async ValueTask InitializeAsync() => started = await DeferralScene.StartAsync();

    public ValueTask DisposeAsync() => started?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task A_handle_is_unknown_to_another_client_another_key_and_the_other_face()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        using AgentKey key = new();
        (await Scene.PollAsync(deferred, clientId: "other")).IsRefused("invalid_grant");
        (await Scene.PollAsync(deferred, key)).IsRefused("invalid_dpop_proof");
        (await Scene.PollAsync("df_unknown")).IsRefused("invalid_grant");
        (await Scene.Agent.TokenAsync(AgentSteps.Form(("grant_type", DeferredScene.Grant), ("deferred_auth_id", deferred.Member("deferral_code"))))).IsRefused("invalid_grant");
        // What others did to it changed nothing.
        (await Scene.PollAsync(deferred)).IsRefused("interaction_required");
    }

    [Fact]
    public async Task A_handle_of_the_OpenID_face_is_unknown_here()
    {
        await using DeferredScene openId = await DeferredScene.StartAsync($"--Clients:it-agent:GrantTypes:4={DeferralScene.Grant}");
        string authId = await openId.PendingAsync();
        (await openId.Agent.TokenAsync(AgentSteps.Form(("grant_type", DeferralScene.Grant), ("deferral_code", authId)))).IsRefused(
            "invalid_grant");
    }

    [Fact]
    public async Task Who_polls_too_fast_waits_longer_and_is_stopped_at_the_third_time_in_a_row()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        (await Scene.PollAsync(deferred)).IsRefused("interaction_required");
        (await Scene.PollAsync(deferred)).IsRefused("slow_down");
        Scene.Wait();
        (await Scene.PollAsync(deferred)).IsRefused("slow_down");
        Scene.Wait();
        (await Scene.PollAsync(deferred)).IsRefused("invalid_request");
        // What is decided is told at once, whatever the pace was.
        await Scene.DecideAsync(deferred, "approve");
        (await Scene.PollAsync(deferred)).IsOk();
    }

    [Fact]
    public async Task Polls_repeat_the_page_and_not_the_first_answer()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        TestHost.Answer polled = await Scene.PollAsync(deferred);
        Assert.Equal(deferred.Member("interaction_uri"), polled.Member("interaction_uri"));
        Assert.DoesNotContain(
            polled.Json.EnumerateObject(), member => member.Name is "deferral_code" or "expires_in" or "interval" or "reapproval");
    }

    [Fact]
    public async Task Nobody_decided_in_time()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        Scene.Host.Time.Advance(TimeSpan.FromSeconds(deferred.Json.GetProperty("expires_in").GetInt64()));
        (await Scene.PollAsync(deferred)).IsRefused("expired_token");
        await Scene.Host.App.Services.GetRequiredService<DeferredSweep>().RunAsync(TestContext.Current.CancellationToken);
        (await Scene.PollAsync(deferred)).IsRefused("expired_token");
        JsonElement evidence = await Scene.Host.NewestAsync("deferral.expired");
        Assert.Equal(("ietf", "not_decided"), (evidence.GetProperty("face").GetString(), evidence.GetProperty("reason").GetString()));
        Browser.Page late = await Scene.OpenAsync(deferred);
        Assert.Equal("expired", DeferralScene.OutcomeOf(late));
    }

    [Fact]
    public async Task An_approval_outlives_the_process_and_is_not_handed_out_after_its_time()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        await Scene.DecideAsync(deferred, "approve");
        await Scene.Host.RestartAsync();
        (await Scene.PollAsync(deferred)).IsOk();

        TestHost.Answer late = await DeferAgainAsync();
        await Scene.DecideAsync(late, "approve");
        Scene.Host.Time.Advance(TimeSpan.FromSeconds(late.Json.GetProperty("expires_in").GetInt64()));
        (await Scene.PollAsync(late)).IsRefused("expired_token");
    }

    [Fact]
    public async Task Given_up_while_the_person_reads_the_page_says_so_and_there_is_no_Mission()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        Browser.Page page = await Scene.OpenAsync(deferred);
        using AgentKey key = new();
        (await Scene.RevokeAsync(deferred, key)).IsRefused("invalid_dpop_proof");
        Assert.Equal(HttpStatusCode.OK, (await Scene.RevokeAsync(deferred, clientId: "other")).Status);
        Assert.Equal(DeferredState.Open, Assert.Single(await Scene.ProcessesAsync()).State);
        Assert.Equal(HttpStatusCode.OK, (await Scene.RevokeAsync(deferred)).Status);
        Assert.Equal("withdrawn", DeferralScene.OutcomeOf(await Scene.Agent.DecideAsync(page, "approve")));
        (await Scene.PollAsync(deferred)).IsRefused("access_denied");
        Assert.Null(Assert.Single(await Scene.ProcessesAsync()).MissionId);
        Assert.Equal(HttpStatusCode.OK, (await Scene.RevokeAsync(deferred)).Status);
        Assert.Equal("cancelled_by_client", (await Scene.Host.NewestAsync("deferral.cancelled")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Given_up_after_the_approval_it_ends_too_and_what_was_delivered_lives_on()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        await Scene.DecideAsync(deferred, "approve");
        await Scene.RevokeAsync(deferred);
        (await Scene.PollAsync(deferred)).IsRefused("access_denied");
        (await Scene.Agent.DeriveAsync(Scene.Tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();

        TestHost.Answer again = await DeferAgainAsync();
        await Scene.DecideAsync(again, "approve");
        TestHost.Answer tokens = (await Scene.PollAsync(again)).IsOk();
        Assert.Equal(HttpStatusCode.OK, (await Scene.RevokeAsync(again)).Status);
        (await Scene.Agent.TokenAsync(AgentSteps.Refresh(tokens).With(("resource", TestAgent.CalendarApi)))).IsOk();
    }

    [Fact]
    public async Task A_suspension_before_the_poll_stops_the_replacement_too()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        await Scene.DecideAsync(deferred, "approve");
        await Scene.Agent.OperateAsync(Scene.Tokens, "suspend");
        TestHost.Answer polled = await Scene.PollAsync(deferred);
        polled.IsRefused("access_denied");
        Assert.Equal("mission_suspended", polled.Member("mission_error"));
    }

    [Fact]
    public async Task A_stop_of_the_Mission_ends_what_it_asks_for()
    {
        TestHost.Answer deferred = await Scene.DeferAsync();
        await Scene.Agent.OperateAsync(Scene.Tokens, "revoke");
        TestHost.Answer polled = await Scene.PollAsync(deferred);
        polled.IsRefused("access_denied");
        Assert.Equal("mission_stopped", polled.Member("error_description"));
        Assert.Equal("ended", DeferralScene.OutcomeOf(await Scene.OpenAsync(deferred)));
    }

    [Fact]
    public async Task An_equal_request_joins_the_same_record_with_a_handle_of_its_own_and_one_of_them_gets_the_answer()
    {
        TestHost.Answer first = await Scene.DeferAsync();
        TestHost.Answer second = await Scene.DeferAsync();
        Assert.NotEqual(first.Member("deferral_code"), second.Member("deferral_code"));
        Assert.Equal(first.Member("interaction_uri"), second.Member("interaction_uri"));
        Assert.Equal(2, Assert.Single(await Scene.ProcessesAsync()).Handles.Length);
        (await Scene.PollAsync(first)).IsRefused("interaction_required");
        (await Scene.PollAsync(second)).IsRefused("interaction_required");
        await Scene.DecideAsync(first, "approve");
        (await Scene.PollAsync(second)).IsOk();
        (await Scene.PollAsync(first)).IsRefused("invalid_grant");
    }

    [Fact]
    public async Task Other_crossings_are_other_records_and_there_are_five_at_most()
    {
        for (int number = 1; number <= DeferralOpening.MostWaiting; number++)
        {
            await Scene.DeferAsync(Scene.Wider($"cal_board{number}"));
        }

        (await Scene.Agent.TokenAsync(Scene.Wider("cal_board9"))).IsRefused("invalid_authorization_details");
        Assert.Equal(DeferralOpening.MostWaiting, (await Scene.ProcessesAsync()).Length);
    }

    [Fact]
    public async Task A_catalog_that_changed_after_the_approval_is_judged_by()
    {
        DirectoryInfo catalog = ChangedCatalog.Of(line => line);
        try
        {
            await using DeferralScene scene = await DeferralScene.StartAsync($"--Catalog:Path={catalog.FullName}");
            TestHost.Answer deferred = await scene.DeferAsync();
            await scene.DecideAsync(deferred, "approve");
            string file = Path.Combine(catalog.FullName, "purposes", "schedule-meeting.yaml");
            await File.WriteAllTextAsync(
                file,
                (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Replace(
                    "title: Schedule a meeting", "title: Plan a meeting", StringComparison.Ordinal),
                TestContext.Current.CancellationToken);
            await scene.Host.RestartAsync();
            TestHost.Answer polled = await scene.PollAsync(deferred);
            polled.IsRefused("access_denied");
            Assert.Equal("compile_failed", polled.Member("mission_error"));
            (await scene.Agent.DeriveAsync(scene.Tokens, TestAgent.CalendarApi, "calendar.event", "read")).IsOk();
        }
        finally
        {
            catalog.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_reviewers_decide_on_waits_for_them_after_the_person()
    {
        JsonArray People(int count, string at) => new([.. Enumerable.Range(1, count).Select(number => (JsonNode)$"person{number}@{at}")]);
        await using DeferralScene scene = await DeferralScene.StartAsync(
            static _ => { }, TestAgent.Context(context => context["contexts"]!["purpose"]!["params"]!["external_attendees"] = People(6, "example.org")));
        JsonObject detail = JsonNode.Parse(scene.Details("cal_team01"))!.AsArray()[0]!.DeepClone().AsObject();
        detail["locations"] = new JsonArray(TestAgent.EmailApi);
        detail["datatypes"] = new JsonArray("mail.message");
        detail["actions"] = new JsonArray("send");
        detail["constraints"] = new JsonObject { ["recipients"] = People(17, "example.com") };
        TestHost.Answer deferred = await scene.DeferAsync(
            scene.Wider().With(("resource", TestAgent.EmailApi), ("authorization_details", new JsonArray(detail).ToJsonString())));
        Assert.Equal("in_review", await scene.DecideAsync(deferred, "approve"));
        TestHost.Answer waiting = await scene.PollAsync(deferred);
        waiting.IsRefused("authorization_pending");
        Assert.Equal("step=review", waiting.Member("error_description"));

        using TestAgent rita = new(scene.Host);
        await rita.SignInStronglyAsync("rita");
        string path = "/review/" + Assert.Single(await scene.ProcessesAsync()).ProcessId;
        Browser.Page answered = await rita.Person.SubmitAsync(
            await rita.Person.GetAsync(path), path, ("decision", "approve"), ("comment", string.Empty));
        Assert.Contains("Approved.", answered.Text, StringComparison.Ordinal);
        TestHost.Answer tokens = (await scene.PollAsync(deferred)).IsOk();
        Assert.NotEqual(scene.Tokens.Member("mission_ref"), tokens.Member("mission_ref"));
    }

    private async Task<TestHost.Answer> DeferAgainAsync()
    {
        TestHost.Answer fresh = await Scene.Agent.NewMissionAsync();
        return await Scene.DeferAsync(AgentSteps.Refresh(fresh).With(
            ("resource", TestAgent.CalendarApi),
            ("authorization_details", Scene.Details("cal_board1").Replace(Scene.Tokens.Member("mission_ref"), fresh.Member("mission_ref"), StringComparison.Ordinal)),
            ("completion_mode", "deferred")));
    }
}
