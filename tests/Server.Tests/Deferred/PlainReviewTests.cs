using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>A purpose that permits nothing before the decision: the states of the article, one by one.</summary>
public sealed class PlainReviewTests : IDisposable
{
    private readonly DirectoryInfo catalog = ChangedCatalog.Of(line =>
        line.Contains("interim_id_token:", StringComparison.Ordinal) || line.Contains("provisional: {", StringComparison.Ordinal) ? null : line);

    [Fact]
    public async Task An_approved_proposal_goes_from_proposed_over_pending_and_approved_to_active()
    {
        await using DeferredScene scene = await StartAsync();
        string code = await scene.CodeAsync();
        Assert.Equal("proposed", await scene.StateAsync());
        TestHost.Answer exchanged = await scene.ExchangeAsync(code);
        Assert.Equal(["deferred_auth_id", "expires_in", "interval"], exchanged.Json.EnumerateObject().Select(member => member.Name));
        Assert.Equal("pending", await scene.StateAsync());
        string authId = exchanged.Json.GetProperty("deferred_auth_id").GetString()!;
        await scene.ApproveAsync();
        Assert.Equal("approved", await scene.StateAsync());
        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.Equal(HttpStatusCode.OK, tokens.Status);
        JsonElement mission = await scene.MissionAsync();
        Assert.Equal(("active", 1), (mission.GetProperty("state").GetString(), mission.GetProperty("version").GetInt32()));
        Assert.Equal(["mission.proposed:proposed", "mission.transition:pending", "review.decided:", "review.decided:", "mission.approved:approved", "mission.transition:active"], await EvidenceAsync(scene));
    }

    [Fact]
    public async Task A_denied_proposal_is_denied()
    {
        await using DeferredScene scene = await StartAsync();
        string authId = await scene.PendingAsync();
        await scene.ReviewAsync("rita", "deny");
        Assert.Equal("denied reviewer_denied", await scene.StateAsync());
        Assert.Equal("access_denied", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Equal(["mission.proposed:proposed", "mission.transition:pending", "review.decided:", "mission.denied:denied"], await EvidenceAsync(scene));
    }

    [Fact]
    public async Task A_proposal_that_is_sent_back_is_denied_with_that_reason()
    {
        await using DeferredScene scene = await StartAsync();
        await scene.PendingAsync();
        await scene.ReviewAsync("rita", "narrow", "less");
        Assert.Equal("denied narrow_requested", await scene.StateAsync());
    }

    [Fact]
    public async Task A_cancelled_proposal_is_denied_by_its_client()
    {
        await using DeferredScene scene = await StartAsync();
        await scene.CancelAsync(await scene.PendingAsync());
        Assert.Equal("denied cancelled_by_client", await scene.StateAsync());
    }

    [Fact]
    public async Task An_undecided_proposal_expires_without_a_decision()
    {
        await using DeferredScene scene = await StartAsync();
        await scene.PendingAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(72));
        await scene.SweepAsync();
        Assert.Equal("expired not_decided", await scene.StateAsync());
    }

    [Fact]
    public async Task An_approval_that_nobody_redeems_expires()
    {
        await using DeferredScene scene = await StartAsync();
        await scene.PendingAsync();
        await scene.ApproveAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(24));
        await scene.SweepAsync();
        Assert.Equal("expired not_redeemed", await scene.StateAsync());
    }

    [Fact]
    public async Task The_time_of_the_Mission_counts_from_the_decision()
    {
        await using DeferredScene scene = await StartAsync();
        string authId = await scene.PendingAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(48));
        await scene.ApproveAsync();
        DateTimeOffset decided = scene.Host.Time.GetUtcNow();
        TestHost.Answer tokens = await scene.PollAsync(authId);
        Assert.True(tokens.Status == HttpStatusCode.OK, tokens.Json.ToString());
        Assert.Equal(decided.AddHours(24), tokens.Json.GetProperty("mission_expires_at").GetDateTimeOffset());
    }

    [Fact]
    public async Task What_the_requester_limited_to_a_time_that_is_over_is_not_made()
    {
        await using DeferredScene scene = await StartAsync();
        Dictionary<string, string> request = scene.Request();
        JsonObject context = DeferredScene.Context();
        context["contexts"]!["purpose"]!["constraints"] = new JsonObject { ["expires_at"] = "2026-12-01T12:00:00Z" };
        request["client_context"] = context.ToJsonString();
        string authId = (await scene.ExchangeAsync((await scene.AskAsync(request))["deferred_code"])).Json.GetProperty("deferred_auth_id").GetString()!;
        await scene.ApproveAsync();
        scene.Host.Time.Advance(TimeSpan.FromHours(5));
        TestHost.Answer failed = await scene.PollAsync(authId);
        Assert.Equal("mission_bootstrap_failed", TestAgent.Error(failed));
        Assert.Equal("compile_failed", failed.Json.GetProperty("mission_error").GetString());
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId)));
    }

    [Fact]
    public async Task A_restart_at_any_point_loses_nothing()
    {
        await using DeferredScene scene = await StartAsync();
        string code = await scene.CodeAsync();
        await scene.Host.RestartAsync();
        string authId = (await scene.ExchangeAsync(code)).Json.GetProperty("deferred_auth_id").GetString()!;
        await scene.Host.RestartAsync();
        await scene.ReviewerAsync("rita");
        Assert.Equal("authorization_pending", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.ReviewAsync("rita", "approve");
        await scene.Host.RestartAsync();
        Assert.Equal("slow_down", TestAgent.Error(await scene.PollAsync(authId)));
        await scene.ReviewAsync("ravi", "approve");
        await scene.Host.RestartAsync();
        Assert.Equal(HttpStatusCode.OK, (await scene.PollAsync(authId)).Status);
        await scene.Host.RestartAsync();
        Assert.Equal("invalid_grant", TestAgent.Error(await scene.PollAsync(authId)));
        Assert.Equal("active", await scene.StateAsync());
    }

    public void Dispose() => catalog.Delete(recursive: true);

    private Task<DeferredScene> StartAsync() => DeferredScene.StartAsync($"--Catalog:Path={catalog.FullName}");

    // The evidence of the one Mission, in its order: kind and state.
    private static async Task<string[]> EvidenceAsync(DeferredScene scene)
    {
        string missionRef = (await scene.MissionAsync()).GetProperty("mission_ref").GetString()!;
        List<string> found = [];
        foreach (EvidenceRecord record in await scene.Host.App.Services.GetRequiredService<IStore>().Evidence.ReadAsync(1, 1000, TestContext.Current.CancellationToken))
        {
            JsonElement entry = JsonElement.Parse(record.Json.Span);
            if (entry.TryGetProperty("mission_ref", out JsonElement named) && named.GetString() == missionRef)
            {
                found.Add($"{record.Kind}:{(entry.TryGetProperty("state", out JsonElement state) ? state.GetString() : string.Empty)}");
            }
        }

        return [.. found];
    }
}
