using System.Net;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>The rows of the poll, one by one.</summary>
public sealed class DeferredPollTests
{
    [Fact]
    public async Task An_id_is_good_for_its_client_and_its_key_only()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId, clientId: "other-agent")));
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId + "x")));
        using AgentKey stranger = new();
        Assert.Equal("invalid_dpop_proof", TestAgent.Error(await scene.PollAsync(authId, stranger)));
        TestHost.Answer pending = await scene.PollAsync(authId);
        Assert.Equal("authorization_pending", TestAgent.Error(pending));
        Assert.Equal(HttpStatusCode.BadRequest, pending.Status);
        Assert.Equal("no-store", pending.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task A_poll_that_comes_too_fast_makes_the_interval_longer_for_good()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal("slow_down", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(34));
        Assert.Equal("slow_down", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(40));
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(39));
        Assert.Equal("slow_down", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task One_early_poll_just_before_the_end_is_forgiven()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        DateTimeOffset end = (await scene.ProcessAsync()).ExpiresAt;
        scene.Host.Time.Advance(end - scene.Host.Time.GetUtcNow() - TimeSpan.FromSeconds(20));
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(18));
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Equal("slow_down", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("expired_token", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task A_decision_is_told_at_once_whatever_the_interval()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ReviewerAsync("rita");
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.ReviewAsync("rita", "deny");
        TestHost.Answer denied = await scene.PollAsync(authId);
        Assert.Equal("access_denied", TestAgent.Error(denied));
        Assert.Equal("reviewer_denied", denied.Json.GetProperty("error_description").GetString());
    }

    [Fact]
    public async Task A_reviewer_who_wants_less_is_heard_by_the_client()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ReviewAsync("rita", "narrow", "Read only, \"please\"");
        TestHost.Answer denied = await scene.PollAsync(authId);
        Assert.Equal("access_denied", TestAgent.Error(denied));
        Assert.Equal("narrow_requested: Read only, 'please'", denied.Json.GetProperty("error_description").GetString());
        scene.Host.Time.Advance(TimeSpan.FromHours(71));
        Assert.Equal("access_denied", TestAgent.Error(await scene.PollAsync(authId)));
        scene.Host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("expired_token", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task A_comment_of_a_denial_stays_with_the_reviewers()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny", "Looks like an attack");
        Assert.DoesNotContain("attack", (await scene.PollAsync(authId)).Json.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_decided_in_time()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync("--Deferred:SweepSeconds=3600");
        string authId = await scene.PendingAsync();
        await scene.ReviewAsync("rita", "approve");
        scene.Host.Time.Advance(TimeSpan.FromHours(72));
        Assert.Equal("expired_token", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.SweepAsync();
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        TestAgent ravi = await scene.ReviewerAsync("ravi");
        Assert.Contains("past its time", (await ravi.Person.GetAsync("/review/" + (await scene.ProcessAsync()).ProcessId)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_that_nobody_redeems_lapses_after_a_day()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal("expired_token", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.SweepAsync();
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
        Assert.Equal("not_redeemed", (await scene.ProcessAsync()).Reason);
    }

    [Fact]
    public async Task Two_polls_at_once_after_the_approval_give_tokens_once()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        TestHost.Answer[] answers = await Task.WhenAll(scene.PollAsync(authId), scene.PollAsync(authId), scene.PollAsync(authId));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(answers.Where(answer => answer.Status != HttpStatusCode.OK), answer => Assert.Equal("invalid_grant", TestAgent.Error(answer)));
    }

    [Fact]
    public async Task What_was_approved_for_a_person_who_is_gone_is_not_made()
    {
        await using DeferredScene scene = await DeferredScene.StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ApproveAsync();
        await scene.DisableAsync("user_1");
        TestHost.Answer failed = await scene.PollAsync(authId);
        Assert.Equal("mission_bootstrap_failed", TestAgent.Error(failed));
        Assert.Equal("compile_failed", failed.Json.GetProperty("mission_error").GetString());
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Equal("revoked provisional_withdrawn", await scene.StateAsync());
    }
}
